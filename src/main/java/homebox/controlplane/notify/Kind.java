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
  /** We have started. */
  STARTED,
  /** Something about a channel. */
  CHANNEL,
  /** Something about us. */
  INFO;

  /** Changes and reminders share a message; every other kind leaves alone. */
  public boolean grouped() {
    return this == ALERT || this == WARNING || this == RECOVERY || this == REMINDER;
  }
}
