package homebox.controlplane.notify.http;

import homebox.controlplane.notify.Mandate;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Stands between a line and the network, and asks whether something may still be told when its
 * first byte is about to leave: from the moment when a line is there it takes cold code a
 * millisecond to write a request, and a process may stand still in that one.
 */
final class LastLook extends ChannelOutboundHandlerAdapter {
  private final Mandate mandate;
  private final Runnable lost;
  private boolean something;
  private boolean begun;
  private boolean refused;

  /**
   * Looks at that line, on which nothing has been written yet; called where it is there.
   *
   * @param lost is told when nothing leaves, and the line is closed
   */
  static void at(HttpConnection line, Mandate mandate, Runnable lost) {
    var look = new LastLook(mandate, lost);
    ((VertxConnection) line).channelHandlerContext().pipeline().addFirst(look);
  }

  private LastLook(Mandate mandate, Runnable lost) {
    this.mandate = mandate;
    this.lost = lost;
  }

  @Override
  public void write(ChannelHandlerContext line, Object bytes, ChannelPromise written) {
    something = true;
    line.write(bytes, written);
  }

  @Override
  public void flush(ChannelHandlerContext line) {
    if (refused) {
      return; // who is told of it closes the line as well, by this way
    }
    if (begun || !something || mandate.holds()) {
      begun = something;
      line.flush();
    } else {
      refuse(line);
    }
  }

  private void refuse(ChannelHandlerContext line) {
    refused = true;
    try {
      lost.run();
    } finally {
      line.close();
    }
  }
}
