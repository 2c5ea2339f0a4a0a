package homebox.controlplane.check.http;

import homebox.controlplane.check.Reason;
import homebox.controlplane.time.Pace;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks names up as the machine does (hosts file, mDNS, name servers), which blocks: on threads of
 * its own. One look-up at a time a name, good answers kept for a few seconds. Names that hang do
 * not keep the others waiting, see {@link Turns}.
 */
final class Resolver {
  /** Asks the machine. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] all(String name) throws UnknownHostException;
  }

  /** What came of it: addresses, or the reason why there are none. */
  record Found(List<InetAddress> addresses, Optional<Reason> trouble) {
    static Found trouble(Reason reason) {
      return new Found(List.of(), Optional.of(reason));
    }
  }

  private record Kept(List<InetAddress> addresses, long until) {}

  private static final Logger log = LoggerFactory.getLogger(Resolver.class);
  private static final Duration KEEP = Duration.ofSeconds(5);
  private static final int NAMES = 16_384;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final Pace pace;
  private final Lookup lookup;
  private final Workers workers = Workers.unbounded("names"); // the turns hold the bound
  private final Turns turns = new Turns(NAMES);
  private final Map<String, Set<Consumer<Found>>> open = new HashMap<>();
  private final Map<String, Kept> kept = new HashMap<>();
  private Optional<Pace.Timer> again = Optional.empty();

  Resolver(Pace pace, Lookup lookup) {
    this.pace = pace;
    this.lookup = lookup;
    forgetSoon();
  }

  /**
   * Java's own memory (30 s, failures 10 s) would hide a move. Where an operator has set another
   * one, it stays; Java reads it at the first look-up of the process.
   */
  private static void forgetSoon() {
    if (Security.getProperty("networkaddress.cache.ttl") == null) {
      Security.setProperty("networkaddress.cache.ttl", String.valueOf(KEEP.toSeconds()));
    }
    if ("10".equals(Security.getProperty("networkaddress.cache.negative.ttl"))) {
      Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
  }

  /** What is known of {@code name} without asking; empty if it must be asked. */
  synchronized List<InetAddress> kept(String name) {
    Kept found = kept.get(name);
    return found == null || found.until - pace.nanos() <= 0 ? List.of() : found.addresses;
  }

  /**
   * Asks for {@code name}.
   *
   * @param then called once, on a thread of the resolver, or at once if there is no room
   */
  void ask(String name, Consumer<Found> then) {
    if (!enlist(name, then)) {
      then.accept(Found.trouble(Reason.NAMES_CROWDED));
      return;
    }
    begin();
    lookAgainSoon();
  }

  /**
   * {@code then} will not be called any more, unless it is just being called. A name that nobody
   * waits for any more is not looked up, if it has not begun.
   */
  synchronized void forget(String name, Consumer<Found> then) {
    Set<Consumer<Found>> asking = open.get(name);
    if (asking != null && asking.remove(then) && asking.isEmpty() && turns.remove(name)) {
      open.remove(name);
    }
  }

  void close() {
    workers.close();
    synchronized (this) {
      again.ifPresent(Pace.Timer::cancel);
    }
  }

  /** False if there is no room. */
  private synchronized boolean enlist(String name, Consumer<Found> then) {
    Set<Consumer<Found>> asking = open.get(name);
    if (asking == null) {
      if (!turns.add(name)) {
        return false;
      }
      asking = new LinkedHashSet<>();
      open.put(name, asking);
    }
    asking.add(then);
    return true;
  }

  /** Gives the free places to those who wait. */
  private void begin() {
    for (Optional<String> next = next(); next.isPresent(); next = next()) {
      String name = next.get();
      if (!workers.run(() -> serve(name))) {
        Found crowded = Found.trouble(Reason.NAMES_CROWDED);
        conclude(name, crowded).forEach(each -> each.accept(crowded));
      }
    }
  }

  private synchronized Optional<String> next() {
    return turns.next(pace.nanos());
  }

  /** As long as names wait: a look-up that hangs gives its place away, and nobody else says so. */
  private synchronized void lookAgainSoon() {
    if (again.isEmpty() && turns.waiting()) {
      again = Optional.of(pace.after(LOOK_AGAIN, this::lookAgain));
    }
  }

  private void lookAgain() {
    synchronized (this) {
      again = Optional.empty();
    }
    begin();
    lookAgainSoon();
  }

  private void serve(String name) {
    Found found = lookUp(name);
    Set<Consumer<Found>> asking = conclude(name, found);
    begin(); // before telling: an event loop that has ended throws
    asking.forEach(each -> each.accept(found));
  }

  private synchronized Set<Consumer<Found>> conclude(String name, Found found) {
    if (!found.addresses.isEmpty()) {
      keep(name, found);
    }
    Set<Consumer<Found>> asking = open.remove(name);
    boolean failedLate = found.trouble.isPresent() && turns.late(name, pace.nanos());
    turns.ended(name, failedLate || asking.isEmpty());
    return asking;
  }

  private void keep(String name, Found found) {
    long now = pace.nanos();
    if (kept.size() >= NAMES) {
      kept.clear(); // redirects to ever new names: forgetting all costs one look-up each
    }
    kept.put(name, new Kept(found.addresses, now + KEEP.toNanos()));
  }

  private Found lookUp(String name) {
    try {
      return new Found(List.of(lookup.all(name)), Optional.empty());
    } catch (UnknownHostException unknown) {
      return Found.trouble(reason(String.valueOf(unknown.getMessage())));
    } catch (RuntimeException | StackOverflowError bug) {
      log.error("looking up {} failed", name, bug);
      return Found.trouble(Reason.BUG);
    }
  }

  /** The C library's words for EAI_AGAIN, in our two languages: Java keeps only the words. */
  private static Reason reason(String message) {
    return message.contains("Temporary failure") || message.contains("temporaire")
        ? Reason.NAME_SERVER_SILENT
        : Reason.UNKNOWN_HOST;
  }
}
