package homebox.controlplane.notify;

/**
 * Whether this process may still tell people what it has claimed. It is asked in the last moment
 * before something leaves: whoever stands still after claiming a message does not know that another
 * one has told it, and its end, meanwhile. May be asked from any thread.
 */
@FunctionalInterface
public interface Mandate {
  /** Nobody else could tell the same. */
  Mandate ALWAYS = () -> true;

  /** What became of a message that did not leave. */
  String LOST = "held back: the other hosts did not hear of this one for a moment";

  /** False: another one may be telling it. */
  boolean holds();
}
