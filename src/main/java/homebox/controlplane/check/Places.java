package homebox.controlplane.check;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The places for checks under way, {@code max_concurrent_checks} of them. Services whose last
 * answer was a timeout hold half of them at most and wait behind everybody else; so a part of the
 * network that hangs costs the rest nothing. A check that nobody suspected but that has been
 * hanging for a second gives its place back when others wait and the half is used up: it is asked
 * again among the suspects.
 *
 * <p>Shared by the checkers of all event loops.
 */
final class Places {
  /** A check that takes longer holds its place among the suspects when others wait. */
  static final Duration HANGING = Duration.ofMillis(500);

  private static final Duration SWEEP = Duration.ofMillis(100);

  /** One wish for a place, then one place. */
  final class Claim {
    private final boolean suspect;
    private final Executor home;
    private final Runnable granted;
    private final Runnable evicted;
    private long since;

    private Claim(boolean suspect, Executor home, Runnable granted, Runnable evicted) {
      this.suspect = suspect;
      this.home = home;
      this.granted = granted;
      this.evicted = evicted;
    }

    /** True while there is no place yet. */
    boolean waits() {
      return waiting(this);
    }

    /** Gives the place back, or takes the wish back; twice does nothing. */
    void end() {
      leave(this);
    }
  }

  private final Pace pace;
  private final Set<Claim> holders = new HashSet<>();
  private final ArrayDeque<Claim> waiting = new ArrayDeque<>();
  private final ArrayDeque<Claim> waitingSuspects = new ArrayDeque<>();
  private int max;
  private int suspects;
  private volatile boolean closed;

  Places(int max, Pace pace) {
    this.max = max;
    this.pace = pace;
  }

  /** Begins to look after checks that hang. Not on a verticle's context: its timers end with it. */
  void open() {
    sweepLater();
  }

  void close() {
    closed = true;
  }

  /**
   * Wishes for a place.
   *
   * @param suspect the service's last answer was a timeout
   * @param home where {@code granted} and {@code evicted} run; never before this call returned
   * @param granted runs when the place is there
   * @param evicted runs when the place is taken away again; the claim has ended then
   */
  synchronized Claim ask(boolean suspect, Executor home, Runnable granted, Runnable evicted) {
    var claim = new Claim(suspect, home, granted, evicted);
    (suspect ? waitingSuspects : waiting).add(claim);
    grant();
    return claim;
  }

  /** From now on so many; who holds a place keeps it. */
  synchronized void limit(int places) {
    max = places;
    grant();
  }

  /** How many checks are under way. */
  synchronized int taken() {
    return holders.size();
  }

  private synchronized boolean waiting(Claim claim) {
    return !holders.contains(claim);
  }

  private synchronized void leave(Claim claim) {
    if (!drop(claim)) {
      (claim.suspect ? waitingSuspects : waiting).remove(claim);
    }
    grant();
  }

  private boolean drop(Claim claim) {
    boolean held = holders.remove(claim);
    if (held && claim.suspect) {
      suspects--;
    }
    return held;
  }

  private void grant() {
    for (Optional<Claim> next = next(); next.isPresent(); next = next()) {
      Claim claim = next.get();
      claim.since = pace.nanos();
      holders.add(claim);
      suspects += claim.suspect ? 1 : 0;
      claim.home.execute(claim.granted);
    }
  }

  private Optional<Claim> next() {
    if (holders.size() >= max) {
      return Optional.empty();
    }
    if (!waiting.isEmpty()) {
      return Optional.of(waiting.poll());
    }
    return suspects < half() ? Optional.ofNullable(waitingSuspects.poll()) : Optional.empty();
  }

  private int half() {
    return Math.max(1, max / 2);
  }

  private void sweepLater() {
    pace.after(SWEEP, this::sweep);
  }

  /** The youngest go first: the oldest are nearest to their verdict. */
  private synchronized void sweep() {
    if (closed) {
      return;
    }
    if (!waiting.isEmpty()) {
      evictHanging();
      grant();
    }
    sweepLater();
  }

  private void evictHanging() {
    List<Claim> hanging = hanging();
    int over = Math.min(suspects + hanging.size() - half(), waiting.size());
    for (Claim claim : hanging.subList(0, Math.max(0, Math.min(over, hanging.size())))) {
      drop(claim);
      claim.home.execute(claim.evicted);
    }
  }

  private List<Claim> hanging() {
    long now = pace.nanos();
    var hanging = new ArrayList<Claim>();
    for (Claim claim : holders) {
      if (!claim.suspect && now - claim.since > HANGING.toNanos()) {
        hanging.add(claim);
      }
    }
    hanging.sort(Comparator.comparingLong((Claim claim) -> claim.since).reversed());
    return hanging;
  }
}
