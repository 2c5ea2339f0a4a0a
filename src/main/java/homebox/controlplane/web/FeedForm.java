package homebox.controlplane.web;

import io.vertx.core.buffer.Buffer;
import java.util.zip.Deflater;

/**
 * How what is said reaches a listener: as it is, or packed. Each piece is packed by itself and ends
 * at a whole byte, so all listeners share the same bytes, wherever they begin, and none needs a
 * compressor of its own (256 KiB each).
 */
enum FeedForm {
  PLAIN("identity", Buffer.buffer()),
  GZIP("gzip", Buffer.buffer(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff}));

  private final String encoding;
  private final Buffer head;

  FeedForm(String encoding, Buffer head) {
    this.encoding = encoding;
    this.head = head;
  }

  /** The better one of those that a client reads. */
  static FeedForm accepted(String acceptEncoding) {
    return acceptEncoding != null && acceptEncoding.contains("gzip") ? GZIP : PLAIN;
  }

  /** As the header {@code Content-Encoding} names it. */
  String encoding() {
    return encoding;
  }

  /** What each listener is sent first; may be empty. */
  Buffer head() {
    return head;
  }

  /** The same in this form. */
  Buffer of(Buffer frames) {
    return this == PLAIN ? frames : packed(frames.getBytes());
  }

  /** One piece of a raw deflate stream: it refers to nothing before it, and is not the last. */
  private static Buffer packed(byte[] text) {
    var deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(text);
      byte[] some = new byte[8 * 1024];
      Buffer all = Buffer.buffer();
      int length;
      do {
        length = deflater.deflate(some, 0, some.length, Deflater.SYNC_FLUSH);
        all.appendBytes(some, 0, length);
      } while (length == some.length);
      return all;
    } finally {
      deflater.end();
    }
  }
}
