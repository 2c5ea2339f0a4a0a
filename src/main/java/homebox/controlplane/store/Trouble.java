package homebox.controlplane.store;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.util.PSQLException;
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
  AWAY("{0} cannot be reached: {1} — see whether it runs, and to the line in between"),
  REFUSED("{0} does not let us in: {1} — see to database_url, database_user, database_password"),
  STANDBY(
      "{0} can only be read: {1} — write all hosts into database_url, and"
          + " targetServerType=primary"),
  OTHER("{0} does not work: {1} — see to that; it is tried again by itself");

  private final String template;

  Trouble(String template) {
    this.template = template;
  }

  /** One sentence: what, and how to mend it. */
  String sentence(String place, Throwable cause) {
    return new MessageFormat(template, Locale.ROOT)
        .format(new Object[] {place, cause == null ? "" : words(cause)});
  }

  /** The database's own, on one line; the client wraps them in names of classes. */
  static String words(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException said) {
        return said.getMessage().lines().findFirst().orElse("").replaceFirst("\\.$", "");
      }
    }
    return failure.getMessage();
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
      if (cause instanceof PSQLException postgres && postgres.getSQLState() != null) {
        return of(postgres.getSQLState());
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

  /** By PostgreSQL's codes (postgresql.org/docs/current/errcodes-appendix.html). */
  private static Optional<Trouble> of(String state) {
    return switch (state) {
      case "57014", "55P03" -> Optional.of(HUNG);
      case "57P01", "57P02", "57P03", "57P05", "53300" -> Optional.of(AWAY);
      case "25006" -> Optional.of(STANDBY);
      case "53100" -> Optional.of(FULL);
      case "3D000", "42501" -> Optional.of(REFUSED);
      default -> byClass(state.substring(0, 2));
    };
  }

  private static Optional<Trouble> byClass(String states) {
    return switch (states) {
      case "08" -> Optional.of(AWAY);
      case "28" -> Optional.of(REFUSED);
      case "53", "54", "58", "XX" -> Optional.of(OTHER);
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
