package homebox.controlplane.notify;

/** What a message is about; its name stands in {@code message.kind} and in the API. */
public enum Kind {
  /** A service is DOWN. */
  ALERT,
  /** A service is SLOW. */
  WARNING,
  /** A service is back. */
  RECOVERY,
  /** A service is still DOWN. */
  REMINDER,
  /** A service is watched no more: never a reason to write, told with the next change. */
  REMOVED,
  /** A service changes its state all the time, or does no more. */
  FLAPPING,
  /** We have started. */
  STARTED,
  /** How all services do, and did. */
  REPORT,
  /** Something about a channel. */
  CHANNEL,
  /** Something about us. */
  INFO;

  /** Changes and reminders share a message; every other kind leaves alone. */
  public boolean grouped() {
    return switch (this) {
      case ALERT, WARNING, RECOVERY, REMINDER, REMOVED -> true;
      case FLAPPING, STARTED, REPORT, CHANNEL, INFO -> false;
    };
  }

  /** The word for it in {@code telegram.silent}: all that is about us is INFO there. */
  String silentAs() {
    return switch (this) {
      case STARTED, CHANNEL, INFO -> INFO.name();
      default -> name();
    };
  }
}
