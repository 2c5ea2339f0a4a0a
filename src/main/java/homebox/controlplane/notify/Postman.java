package homebox.controlplane.notify;

import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes letters of rows and tries to deliver them. Never fails: a fault of ours in doing so is an
 * answer, too.
 */
record Postman(Outlet outlet, Pace pace) {
  private static final Logger log = LoggerFactory.getLogger(Postman.class);

  /** A delivery takes no longer, or counts as lost on the way; the lease is longer. */
  static final Duration DEADLINE = Duration.ofSeconds(25);

  private static final String LATE = "It did not answer in time.";
  private static final Delivery UNWRITTEN =
      new Delivery.Unknown("It could not be written as a letter: a fault of ours.", Fault.OTHER);

  /** How many of them, from the first on, leave as one letter; at least 1. */
  int fitting(List<OutboxRow> group) {
    try {
      return outlet.wording().fitting(group, outlet.channel().longest());
    } catch (RuntimeException bug) {
      log.error("channel {}: these do not become a letter: {}", name(), group, bug);
      return 1;
    }
  }

  /** All of them as one letter; empty: they do not become one, which is a fault of ours. */
  Optional<Letter> letter(List<OutboxRow> batch) {
    try {
      return Optional.of(outlet.wording().letter(batch, outlet.channel().longest()));
    } catch (RuntimeException bug) {
      log.error("channel {}: this does not become a letter: {}", name(), batch, bug);
      return Optional.empty();
    }
  }

  Future<Delivery> deliver(Optional<Letter> letter, Mandate mandate) {
    return inTime(
        letter.map(it -> attempt(it, mandate)).orElseGet(() -> Future.succeededFuture(UNWRITTEN)),
        new Delivery.Later(LATE, Fault.TIMEOUT, Optional.empty(), true));
  }

  /** Whether it would take one. */
  Future<Delivery> test() {
    return inTime(
        outlet.channel().test(), new Delivery.Later(LATE, Fault.TIMEOUT, Optional.empty(), false));
  }

  private Future<Delivery> attempt(Letter letter, Mandate mandate) {
    try {
      return outlet.channel().deliver(letter, mandate);
    } catch (RuntimeException bug) {
      log.error("channel {}: this letter cannot be sent: {}", name(), letter.firstLine(), bug);
      return Future.succeededFuture(UNWRITTEN);
    }
  }

  private Future<Delivery> inTime(Future<Delivery> answer, Delivery late) {
    return Patience.within(pace, DEADLINE, answer, late);
  }

  private String name() {
    return outlet.channel().name();
  }
}
