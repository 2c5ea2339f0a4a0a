package homebox.controlplane.notify;

import java.util.Optional;

/**
 * One row's share of a message.
 *
 * @param about which service, by its id: names may stand twice; of our own notices anything
 * @param possibleRepeat it may have arrived before
 * @param notStored it is told before it could be kept
 * @param meantFor the channel for which this one speaks
 */
record Part(
    Matter matter,
    String about,
    boolean possibleRepeat,
    boolean notStored,
    Optional<String> meantFor) {
  /** The usual case: kept, told for the first time, by its own channel. */
  static Part of(Matter matter, String about) {
    return new Part(matter, about, false, false, Optional.empty());
  }

  /** Whether somebody shall be woken by it: 🟡 does not. */
  boolean loud() {
    return !(matter instanceof Fact fact) || fact.critical();
  }
}
