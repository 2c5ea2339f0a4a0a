package homebox.controlplane.check.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;

/** Netty's decoder, which also tells the first byte and knows the answer to HEAD. */
final class ResponseDecoder extends HttpResponseDecoder {
  private static final int HEAD_MAX = 64 * 1024;
  private static final HttpDecoderConfig CONFIG =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(HEAD_MAX)
          .setMaxHeaderSize(HEAD_MAX)
          .setMaxChunkSize(HEAD_MAX)
          .setStrictLineParsing(false) // bare LF: old devices send it, and every browser takes it
          .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false));

  private final boolean answersHead;
  private final Runnable firstByte;
  private int first = -1;

  ResponseDecoder(boolean answersHead, Runnable firstByte) {
    super(CONFIG);
    this.answersHead = answersHead;
    this.firstByte = firstByte;
  }

  /** True once anything came. */
  boolean began() {
    return first >= 0;
  }

  /** True if what came began like an alert or a handshake of TLS. */
  boolean beganLikeTls() {
    return first == 0x15 || first == 0x16;
  }

  /** True if what came began like a status line. */
  boolean beganLikeHttp() {
    return first == 'H';
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (first < 0 && message instanceof ByteBuf bytes && bytes.isReadable()) {
      first = bytes.getUnsignedByte(bytes.readerIndex());
      firstByte.run();
    }
    super.channelRead(context, message);
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return answersHead && !interim(message) || super.isContentAlwaysEmpty(message);
  }

  private static boolean interim(HttpMessage message) {
    return message instanceof HttpResponse it
        && it.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }
}
