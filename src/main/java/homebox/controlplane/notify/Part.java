package homebox.controlplane.notify;

import homebox.controlplane.notify.StatusReport.Word;
import java.util.Optional;
import java.util.Set;

/**
 * One row's share of a message.
 *
 * @param incident the id of the one that it is about, if it is about one
 * @param about which service, by its id: names may stand twice; of our own notices anything
 * @param possibleRepeat it may have arrived before
 * @param notStored it is told before it could be kept
 * @param meantFor the channel for which this one speaks
 * @param word what the service said of itself at that change, if it was asked
 */
record Part(
    Matter matter,
    String about,
    Optional<String> incident,
    boolean possibleRepeat,
    boolean notStored,
    Optional<String> meantFor,
    Optional<Word> word) {
  /** Of one that said nothing of itself. */
  Part(
      Matter matter,
      String about,
      Optional<String> incident,
      boolean possibleRepeat,
      boolean notStored,
      Optional<String> meantFor) {
    this(matter, about, incident, possibleRepeat, notStored, meantFor, Optional.empty());
  }

  /** The usual case: kept, told for the first time, by its own channel. */
  static Part of(Matter matter, String about) {
    return new Part(matter, about, Optional.empty(), false, false, Optional.empty());
  }

  /** Whether somebody shall be woken by it: 🟡 never does. */
  boolean loud(Set<String> silent) {
    boolean critical =
        matter instanceof Own.Flapping restless
            ? restless.critical()
            : !(matter instanceof Fact fact) || fact.critical();
    boolean wakes = critical && !removed();
    return wakes && !silent.contains(matter.kind().silentAs());
  }

  /** It is about a service that is watched no more. */
  boolean removed() {
    return matter.kind() == Kind.REMOVED;
  }
}
