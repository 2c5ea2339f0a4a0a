package homebox.controlplane.check.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The body that was read, for searching. */
final class BodyText {
  private final Charset charset;
  private final int max;
  private byte[] bytes = new byte[1024];
  private int length;

  BodyText(HttpHeaders headers, int max) {
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
    this.charset =
        type == null ? StandardCharsets.UTF_8 : HttpUtil.getCharset(type, StandardCharsets.UTF_8);
    this.max = max;
  }

  void add(ByteBuf part) {
    int more = Math.min(part.readableBytes(), max - length);
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(max, Math.max(length + more, 2 * bytes.length)));
    }
    part.getBytes(part.readerIndex(), bytes, length, more);
    length += more;
  }

  int length() {
    return length;
  }

  String text() {
    return new String(bytes, 0, length, charset);
  }
}
