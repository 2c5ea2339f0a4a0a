package homebox.controlplane.check.http;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whose look-up begins next. A look-up that hangs gives its place to another after a second, within
 * a bound; names that hung the last time (suspects) come after the others and leave them half the
 * places. Its owner's lock guards it.
 */
final class Turns {
  /** How many may be looked up at once: not counting those that hang, and in all. */
  private record Places(int brisk, int all) {
    boolean free(Collection<Running> taken, long now) {
      long hanging = taken.stream().filter(each -> each.late(now)).count();
      return taken.size() < all && taken.size() - hanging < brisk;
    }
  }

  private record Running(long since, boolean suspect) {
    boolean late(long now) {
      return now - since >= LATE.toNanos();
    }
  }

  private static final Duration LATE = Duration.ofSeconds(1);
  private static final Places EVERYBODY = new Places(24, 64);
  private static final Places SUSPECTS = new Places(12, 32);
  private static final int REMEMBERED = 1024;

  private final int most;
  private final Set<String> waiting = new LinkedHashSet<>();
  private final TreeMap<Long, String> waitingSuspects = new TreeMap<>();
  private final Map<String, Running> running = new HashMap<>();

  /** Each with the number of its last look-up: of those that wait, the lowest begins first. */
  private final Map<String, Long> suspects = new LinkedHashMap<>();

  private long hung;

  /**
   * Nobody waits yet.
   *
   * @param most how many may wait
   */
  Turns(int most) {
    this.most = most;
  }

  /** {@code name}, which neither waits nor runs, waits from now on; false if there is no room. */
  boolean add(String name) {
    if (waiting.size() + waitingSuspects.size() >= most) {
      return false;
    }
    Long last = suspects.get(name);
    if (last == null) {
      waiting.add(name);
    } else {
      waitingSuspects.put(last, name);
    }
    return true;
  }

  /** True if {@code name} waited; it does not any more. */
  boolean remove(String name) {
    return waiting.remove(name) || waitingSuspects.values().remove(name);
  }

  /** True if somebody waits. */
  boolean waiting() {
    return !waiting.isEmpty() || !waitingSuspects.isEmpty();
  }

  /** The name whose look-up begins now; empty if none waits or there is no place. */
  Optional<String> next(long now) {
    if (!waiting() || !EVERYBODY.free(running.values(), now)) {
      return Optional.empty();
    }
    if (!waiting.isEmpty()) {
      return Optional.of(begin(first(), new Running(now, false)));
    }
    if (SUSPECTS.free(runningSuspects(), now)) {
      return Optional.of(
          begin(waitingSuspects.pollFirstEntry().getValue(), new Running(now, true)));
    }
    return Optional.empty();
  }

  /** True if the look-up of {@code name}, which runs, takes long. */
  boolean late(String name, long now) {
    return running.get(name).late(now);
  }

  /**
   * The look-up of {@code name} has ended; {@code bad} makes it a suspect, otherwise it is none.
   */
  void ended(String name, boolean bad) {
    running.remove(name);
    suspects.remove(name);
    if (bad) {
      suspects.put(name, hung++);
      if (suspects.size() > REMEMBERED) {
        suspects.remove(suspects.keySet().iterator().next());
      }
    }
  }

  private String first() {
    Iterator<String> all = waiting.iterator();
    String first = all.next();
    all.remove();
    return first;
  }

  private String begin(String name, Running how) {
    running.put(name, how);
    return name;
  }

  private List<Running> runningSuspects() {
    return running.values().stream().filter(Running::suspect).toList();
  }
}
