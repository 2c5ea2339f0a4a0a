package homebox.controlplane.model;

import java.util.OptionalLong;

/**
 * A network of our own that comes and goes, and what a watcher with addresses to ask knows of it.
 */
final class Net {
  private static final long FRESH = 10_000;
  private static final long AGAIN = 5_000;

  /** So long after its return that may not be written yet. */
  static final long WRITTEN = 15_000;

  private volatile boolean there = true;
  private boolean missed;
  private long found;
  private long back;
  private long next;

  /** Whether it is there, whoever asks. */
  boolean isThere() {
    return there;
  }

  void be(boolean now) {
    there = now;
  }

  /** A new life begins, and knows no more than what is kept. */
  void begin(boolean known, long now) {
    missed = known;
    next = now + AGAIN;
    found = Long.MIN_VALUE / 2;
    back = Long.MIN_VALUE;
  }

  boolean isMissed() {
    return missed;
  }

  /** When it was found again; empty: it was never missed in this life. */
  OptionalLong back() {
    return back == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(back);
  }

  /** It was back not long ago. */
  boolean isJustBack(long now) {
    return now - back < WRITTEN;
  }

  /** It is asked again and again while it is missed. */
  void pass(long until) {
    while (missed && next <= until) {
      if (there) {
        missed = false;
        found = next;
        back = next;
      }
      next += AGAIN;
    }
  }

  /** A bad answer that was begun then says nothing. */
  boolean explains(long begun) {
    return missed || begun < back;
  }

  /**
   * Somebody is about to get worse: it is asked if that was not done lately. True if it is there.
   */
  boolean ask(long now) {
    if (now - found >= FRESH) {
      missed = !there;
      found = there ? now : found;
      next = now + AGAIN;
    }
    return !missed;
  }
}
