package homebox.controlplane.check.http;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.time.Patience;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.net.NetSocketInternal;
import java.time.Duration;
import java.util.List;

/** Opens a connection to see whether anybody is there, and closes it again. */
final class Reach implements Dial.Listener {
  private final Tools tools;
  private final HttpUrl url;
  private final Duration limit;
  private final Context context;
  private final Promise<Boolean> reached = Promise.promise();

  Reach(Tools tools, HttpUrl url, Duration limit) {
    this.tools = tools;
    this.url = url;
    this.limit = limit;
    this.context = tools.vertx().getOrCreateContext();
  }

  /** True if somebody was there within the limit. Never fails. */
  Future<Boolean> ask() {
    List<Target> literal = Target.ofLiteral(url.host(), url.port());
    if (literal.isEmpty()) {
      tools
          .names()
          .ask(url.host(), found -> context.runOnContext(back -> safely(() -> lookedUp(found))));
    } else {
      safely(() -> dial(literal));
    }
    return Patience.within(tools.pace(), limit, reached.future(), false);
  }

  @Override
  public void connected(NetSocketInternal socket, Target target) {
    reached.tryComplete(true);
    socket.exceptionHandler(gone -> {}); // nobody is told what becomes of it
    Exchange.closeNow(socket);
  }

  @Override
  public void unconnected(Throwable why) {
    reached.tryComplete(false);
  }

  @Override
  public void safely(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException strange) {
      reached.tryComplete(false);
    }
  }

  private void lookedUp(Resolver.Found found) {
    if (found.trouble().isPresent()) {
      reached.tryComplete(false);
    } else {
      dial(Target.of(found.addresses(), url, false));
    }
  }

  private void dial(List<Target> targets) {
    new Dial(tools.client(), tools.pace(), targets, limit.toNanos(), this).begin();
  }
}
