package homebox.controlplane.notify;

/** Why a delivery did not arrive, in Alertmanager's words, for those who count. */
public enum Fault {
  /** The other side takes our message for wrong (4xx). */
  CLIENT_ERROR("clientError"),
  /** The other side is in trouble itself (5xx). */
  SERVER_ERROR("serverError"),
  /** It does not know us, or does not let us write. */
  AUTH_ERROR("authError"),
  /** It takes no more in so short a time. */
  RATE_LIMITED("rateLimited"),
  /** It did not answer in time. */
  TIMEOUT("timeout"),
  /** No connection, or a bug of ours. */
  OTHER("other");

  private final String word;

  Fault(String word) {
    this.word = word;
  }

  /** What an HTTP status that is no success means. */
  public static Fault ofStatus(int status) {
    return switch (status) {
      case 401, 403 -> AUTH_ERROR;
      case 429 -> RATE_LIMITED;
      default -> status >= 500 ? SERVER_ERROR : status >= 400 ? CLIENT_ERROR : OTHER;
    };
  }

  /** As metrics say it. */
  public String word() {
    return word;
  }
}
