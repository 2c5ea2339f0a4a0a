package homebox.controlplane.store;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import org.sqlite.SQLiteException;

/** What can be wrong with a database file, and what its owner can do about it. */
enum Trouble {
  OPENING("{0} is still being opened"),
  LOCKED(
      "{0} is locked by another program — end that one, a sqlite3 shell with an open transaction for"
          + " instance"),
  FULL("the disk of {0} is full — free some space"),
  DAMAGED(
      "{0} is damaged or no SQLite database — move it away (a new one is begun at once); «sqlite3"
          + " {0} .recover» saves what can be saved"),
  READ_ONLY("{0} cannot be written — let this user write the file and its folder"),
  MOVED("{0} was deleted or replaced — the file that is there now is opened, or a new one begun"),
  HUNG("{0} did not answer in time — look at the disk"),
  OTHER("{0} does not work: {1} — see to that; it is tried again by itself");

  private final String template;

  Trouble(String template) {
    this.template = template;
  }

  /** One sentence: what, and how to mend it. */
  String sentence(String place, Throwable cause) {
    return new MessageFormat(template, Locale.ROOT)
        .format(new Object[] {place, cause == null ? "" : cause.getMessage()});
  }

  /**
   * The trouble with the file that a failure speaks of; empty if a statement failed for a reason of
   * its own, a broken constraint for instance.
   */
  static Optional<Trouble> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return of(sqlite.getResultCode().code & 0xff);
      }
      if (cause instanceof Hung) {
        return Optional.of(HUNG);
      }
    }
    return Optional.empty();
  }

  /** By SQLite's primary result codes (sqlite.org/rescode.html). */
  private static Optional<Trouble> of(int code) {
    return switch (code) {
      case 5, 6, 15 -> Optional.of(LOCKED);
      case 3, 8, 14 -> Optional.of(READ_ONLY);
      case 13 -> Optional.of(FULL);
      case 11, 26 -> Optional.of(DAMAGED);
      case 7, 10 -> Optional.of(OTHER);
      default -> Optional.empty();
    };
  }

  /** A job was not over at its deadline. */
  static final class Hung extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Hung(String message) {
      super(message);
    }
  }
}
