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
 * its own. One look-up at a time a name, good answers kept for a few seconds.
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
  private static final int THREADS = 24;

  private final Pace pace;
  private final Lookup lookup;
  private final Workers workers = new Workers("names", THREADS, NAMES);
  private final Map<String, Set<Consumer<Found>>> open = new HashMap<>();
  private final Map<String, Kept> kept = new HashMap<>();

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
    if (enlist(name, then) && !workers.run(() -> tell(name, lookUp(name)))) {
      tell(name, Found.trouble(Reason.NAMES_CROWDED));
    }
  }

  /** {@code then} will not be called any more, unless it is just being called. */
  synchronized void forget(String name, Consumer<Found> then) {
    Set<Consumer<Found>> waiting = open.get(name);
    if (waiting != null) {
      waiting.remove(then);
    }
  }

  void close() {
    workers.close();
  }

  /** True if nobody asks for it yet. */
  private synchronized boolean enlist(String name, Consumer<Found> then) {
    Set<Consumer<Found>> waiting = open.get(name);
    boolean first = waiting == null;
    if (first) {
      waiting = new LinkedHashSet<>();
      open.put(name, waiting);
    }
    waiting.add(then);
    return first;
  }

  private void tell(String name, Found found) {
    for (Consumer<Found> each : conclude(name, found)) {
      each.accept(found);
    }
  }

  private synchronized Set<Consumer<Found>> conclude(String name, Found found) {
    if (!found.addresses.isEmpty()) {
      keep(name, found);
    }
    return open.remove(name);
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
