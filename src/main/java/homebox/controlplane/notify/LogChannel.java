package homebox.controlplane.notify;

import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log, as a channel: always there, and always works. */
final class LogChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger(LogChannel.class);

  @Override
  public String name() {
    return "log";
  }

  @Override
  public String kind() {
    return "log";
  }

  @Override
  public int longest() {
    return 4_000;
  }

  @Override
  public Future<Delivery> deliver(Letter letter, Mandate mandate) {
    log.info("{}", letter.text());
    return Future.succeededFuture(new Delivery.Sent("It stands in the log.", Optional.empty()));
  }

  @Override
  public Future<Delivery> test() {
    return Future.succeededFuture(new Delivery.Sent("The log is there.", Optional.empty()));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
