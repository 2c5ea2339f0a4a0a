package homebox.controlplane.history;

/**
 * What a millisecond of a service's time was. Each is exactly one of these: the first that holds.
 * Their order is that of design.md §8, and their numbers are stored.
 */
enum TimeKind {
  /** Before its first answer. */
  UNWATCHED,
  /** Somebody has paused it. */
  PAUSED,
  /** In a planned maintenance. */
  MAINTENANCE,
  /** We did not look: our own stop, a sleep, no connection, or no answer for too long. */
  UNKNOWN,
  /** From the first failed answer of an outage to the first answer of its end. */
  DOWN,
  /** All other time, also while it was slow. */
  UP
}
