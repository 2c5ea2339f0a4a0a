package homebox.controlplane.check.http;

import homebox.controlplane.check.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.net.NetSocketInternal;
import javax.net.ssl.SSLException;

/** One request and its answer on one open connection. Silent once it is closed. */
final class Exchange {
  /**
   * Hears the answer, on the connection's event loop; after {@link #whole} or {@link #broken}
   * nothing more.
   */
  interface Listener {
    void firstByte();

    void head(HttpResponse head);

    void body(ByteBuf part);

    void whole();

    void broken(Reason why);

    void insecure(SSLException why);

    /** Runs {@code step}; whatever it throws is an answer, too. */
    void safely(Runnable step);
  }

  private static final int INTERIM_MAX = 64;

  private final NetSocketInternal socket;
  private final Listener listener;
  private final ResponseDecoder decoder;
  private int interim;
  private boolean headed;
  private boolean over;

  /** The decoder goes in before any handshake, so that no early byte passes by it. */
  Exchange(NetSocketInternal socket, boolean answersHead, Listener listener) {
    this.socket = socket;
    this.listener = listener;
    this.decoder = new ResponseDecoder(answersHead, this::began);
    socket.channelHandlerContext().pipeline().addBefore("handler", "http", decoder);
    socket.messageHandler(this::heard).exceptionHandler(this::threw).closeHandler(this::closed);
  }

  NetSocketInternal socket() {
    return socket;
  }

  void send(byte[] request) {
    socket.writeMessage(Unpooled.wrappedBuffer(request));
  }

  /** Ends it in peace: TLS says goodbye, for three seconds at most. */
  void close() {
    if (!over) {
      over = true;
      socket.channelHandlerContext().close();
    }
  }

  /** Ends it at once, whatever is still to be written or said. */
  void closeNow() {
    if (!over) {
      over = true;
      closeNow(socket);
    }
  }

  /**
   * From the pipeline's very end: no handler can hold it up (Vert.x's waits for its write queue).
   */
  static void closeNow(NetSocketInternal socket) {
    ChannelHandlerContext first = socket.channelHandlerContext().pipeline().firstContext();
    if (first != null) { // else it is closed, and its pipeline gone
      first.close();
    }
  }

  private void began() {
    if (!over) {
      listener.safely(listener::firstByte);
    }
  }

  private void heard(Object message) {
    try {
      if (!over && message instanceof HttpObject part) {
        listener.safely(() -> heard(part));
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void heard(HttpObject part) {
    if (part.decoderResult().isFailure()) {
      broken(reason(part.decoderResult()));
      return;
    }
    if (part instanceof HttpResponse head) {
      head(head);
    }
    if (headed && !over && part instanceof HttpContent content) {
      content(content);
    }
  }

  private void head(HttpResponse head) {
    boolean more =
        head.status().codeClass() == HttpStatusClass.INFORMATIONAL && head.status().code() != 101;
    if (!more) {
      headed = true;
      listener.head(head);
    } else if (++interim > INTERIM_MAX) {
      broken(Reason.BAD_HTTP);
    }
  }

  private void content(HttpContent content) {
    if (content.content().isReadable()) {
      listener.body(content.content());
    }
    if (!over && content instanceof LastHttpContent) {
      listener.whole();
    }
  }

  private void threw(Throwable why) {
    if (over) {
      return;
    }
    listener.safely(
        () -> {
          if (why instanceof SSLException || why.getCause() instanceof SSLException) {
            listener.insecure((SSLException) (why instanceof SSLException ? why : why.getCause()));
          } else {
            broken(Reason.RESET);
          }
        });
  }

  private void closed(Void gone) {
    if (!over) {
      listener.safely(() -> broken(whyClosed()));
    }
  }

  private Reason whyClosed() {
    if (!decoder.began()) {
      return Reason.CLOSED_EARLY;
    }
    return headed || decoder.beganLikeHttp() ? Reason.CUT_SHORT : notHttp();
  }

  private Reason reason(DecoderResult result) {
    if (result.cause() instanceof PrematureChannelClosureException) {
      return Reason.CUT_SHORT;
    }
    if (headed || decoder.beganLikeHttp()) {
      return result.cause() instanceof TooLongFrameException
          ? Reason.HEAD_TOO_LONG
          : Reason.BAD_HTTP;
    }
    return notHttp();
  }

  private Reason notHttp() {
    return decoder.beganLikeTls() ? Reason.SPEAKS_TLS : Reason.NOT_HTTP;
  }

  private void broken(Reason why) {
    listener.broken(why);
  }
}
