package homebox.controlplane.notify.bot;

import homebox.controlplane.notify.telegram.Called;
import java.time.Duration;

/**
 * What to do when Telegram gives no news.
 *
 * @param what of its kind: another kind is said anew
 * @param quiet how long to be quiet
 */
record Trouble(What what, Duration quiet) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration OTHER_POLLER = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MOST_DOUBLED = 6;

  /** The kinds. */
  enum What {
    /** No bot has this token: nothing will help but another one. */
    TOKEN,
    /** A webhook takes the news. */
    WEBHOOK,
    /** Somebody else takes them. */
    OTHER_POLLER,
    /** Too much was asked. */
    TOO_MUCH,
    /** Telegram refuses, or is not reached. */
    AWAY
  }

  /**
   * Of an answer that is none.
   *
   * @param failures how many came before it, in a row
   */
  static Trouble of(Called called, int failures) {
    Duration growing = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLED));
    return switch (called.code()) {
      case 401, 404 -> new Trouble(What.TOKEN, LONGEST);
      case 409 ->
          called.words().contains("webhook")
              ? new Trouble(What.WEBHOOK, bounded(OTHER_POLLER, growing))
              : new Trouble(What.OTHER_POLLER, bounded(OTHER_POLLER, growing));
      case 429 -> new Trouble(What.TOO_MUCH, called.quiet().orElse(growing).plusMillis(100));
      default -> new Trouble(What.AWAY, bounded(FIRST, growing));
    };
  }

  private static Duration bounded(Duration least, Duration wanted) {
    Duration some = wanted.compareTo(least) < 0 ? least : wanted;
    return some.compareTo(LONGEST) > 0 ? LONGEST : some;
  }
}
