package homebox.controlplane.web;

import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends answers that are too long to be held. A piece is read when the client has taken the one
 * before, and nothing is read for one that is gone; so each costs a piece of memory, and a
 * connection to the database only while one is read. One event loop's alone.
 */
final class Outflow {
  /** At once; the next one is told to come back later. */
  static final int MOST = 8;

  /** How long a client may take for what it was sent. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int SOCKET = 64 * 1024;

  private final Pace pace;
  private int flowing;

  Outflow(Pace pace) {
    this.pace = pace;
  }

  int flowing() {
    return flowing;
  }

  /**
   * Answers with these pieces, one after the other; the head must be written into the response
   * already.
   *
   * @param pieces reads the next one; empty: there is none any more
   */
  void send(RoutingContext ctx, Supplier<Future<Optional<Buffer>>> pieces) {
    if (flowing >= MOST) {
      ctx.response().putHeader("Retry-After", "30");
      Problem.send(ctx, 503, "So many long answers are on their way; come back later.");
      return;
    }
    flowing++;
    new Flow(ctx, pieces).begin();
  }

  private final class Flow {
    private final RoutingContext ctx;
    private final HttpServerResponse response;
    private final Supplier<Future<Optional<Buffer>>> pieces;
    private Pace.Timer patience = () -> {};
    private boolean over;

    private Flow(RoutingContext ctx, Supplier<Future<Optional<Buffer>>> pieces) {
      this.ctx = ctx;
      this.response = ctx.response();
      this.pieces = pieces;
    }

    private void begin() {
      response.setWriteQueueMaxSize(SOCKET);
      response.endHandler(end -> stop());
      response.closeHandler(close -> stop());
      response.exceptionHandler(broken -> stop());
      next();
    }

    private void next() {
      pieces.get().onSuccess(this::write).onFailure(this::fail);
    }

    private void write(Optional<Buffer> piece) {
      if (over) {
        return;
      }
      if (piece.isEmpty()) {
        stop();
        response.end();
        return;
      }
      if (!response.headWritten()) {
        response
            .setChunked(true)
            .writeHead(); // alone: with a piece, gzip would send that one twice
      }
      response.write(piece.get());
      if (response.writeQueueFull()) {
        patience = pace.after(PATIENCE, this::cut);
        response.drainHandler(room -> goOn());
      } else {
        next();
      }
    }

    private void goOn() {
      response.drainHandler(null);
      patience.cancel();
      if (!over) {
        next();
      }
    }

    /**
     * What was begun cannot be taken back: it breaks off, so that nobody takes it for the whole.
     */
    private void fail(Throwable cause) {
      if (over) {
        return;
      }
      stop();
      if (response.headWritten()) {
        response.reset();
      } else {
        response.headers().remove("Content-Disposition");
        Answer.away(ctx, cause);
      }
    }

    private void cut() {
      if (!over) {
        stop();
        response.reset();
      }
    }

    private void stop() {
      if (!over) {
        over = true;
        flowing--;
        patience.cancel();
      }
    }
  }
}
