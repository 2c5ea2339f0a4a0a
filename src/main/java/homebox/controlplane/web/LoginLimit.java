package homebox.controlplane.web;

import homebox.controlplane.time.Pace;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an address may fail to log in: some times at once, then once in a while. Of IPv6 the
 * first 64 bits count, for one machine has all addresses that begin so. When too many addresses
 * fail at once, all new ones together are one. One event loop's alone.
 */
final class LoginLimit {
  static final int AT_ONCE = 10;
  static final Duration EACH = Duration.ofSeconds(10);

  /** Addresses that are remembered. */
  static final int PLACES = 10_000;

  private static final Long OTHERS = Long.MIN_VALUE;

  private final Pace pace;
  private final int atOnce;
  private final Duration distance;

  /** When each has forgotten all its failures, the one that failed longest ago first. */
  private final Map<Long, Long> clean = new LinkedHashMap<>();

  /**
   * Nobody has failed yet.
   *
   * @param atOnce failures that cost nothing, 1 or more
   * @param distance between those that come after them
   */
  LoginLimit(Pace pace, int atOnce, Duration distance) {
    this.pace = pace;
    this.atOnce = atOnce;
    this.distance = distance;
  }

  /** How long it has to wait before it may try again; zero if it may now. */
  Duration wait(InetAddress address) {
    long early = debt(place(address)) - distance.toNanos() * (atOnce - 1);
    return Duration.ofNanos(Math.max(0, early));
  }

  /** It showed a wrong key. */
  void failed(InetAddress address) {
    long now = pace.nanos();
    Long place = place(address);
    long debt = debt(place);
    clean.remove(place);
    clean.put(place, now + debt + distance.toNanos());
  }

  /** The last of its failures was none. */
  void pardon(InetAddress address) {
    clean.computeIfPresent(place(address), (place, until) -> until - distance.toNanos());
  }

  int remembered() {
    return clean.size();
  }

  private long debt(Long place) {
    long now = pace.nanos();
    return Math.max(0, clean.getOrDefault(place, now) - now);
  }

  private Long place(InetAddress address) {
    Long own = key(address);
    if (clean.containsKey(own) || clean.size() < PLACES) {
      return own;
    }
    forgetTheClean();
    return clean.size() < PLACES ? own : OTHERS;
  }

  /** Who failed longest ago is clean first, give or take what it failed before. */
  private void forgetTheClean() {
    long now = pace.nanos();
    Iterator<Long> until = clean.values().iterator();
    while (until.hasNext() && until.next() <= now) {
      until.remove();
    }
  }

  /** The 32 bits of IPv4, the first 64 of IPv6: the two do not meet, no such IPv6 is in use. */
  private static Long key(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == 4 ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
  }
}
