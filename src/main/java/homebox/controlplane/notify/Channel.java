package homebox.controlplane.notify;

import io.vertx.core.Future;

/**
 * One way to reach people. It keeps no queue and decides nothing: it tries once and says how it
 * went.
 */
public interface Channel {
  /** As in the configuration; unique. */
  String name();

  /** {@code telegram}, {@code mail}, {@code log}, … */
  String kind();

  /** The longest text it takes in one message, in UTF-16 units. */
  int longest();

  /**
   * Tries once.
   *
   * @return how it went; never fails, and comes within 10 s of the attempt's begin. It may wait
   *     before that for its own rate limits, 10 s at most
   */
  default Future<Delivery> deliver(Letter letter) {
    return deliver(letter, Mandate.ALWAYS);
  }

  /** The same; nothing is written unless {@code mandate} holds right before. */
  Future<Delivery> deliver(Letter letter, Mandate mandate);

  /**
   * Tries whether it would be taken, without telling anybody anything. Never fails, within 10 s.
   */
  Future<Delivery> test();

  /** Closes what is open. */
  Future<Void> close();
}
