package homebox.controlplane.web;

import homebox.controlplane.config.Sha256;
import homebox.controlplane.time.Pace;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has logged in on the page. They are in memory alone, known by a hash of what the browser
 * holds: nobody finds a key here, and a restart ends them all. One event loop's alone.
 */
final class Sessions {
  /** At once; the one that was used longest ago makes room. */
  static final int MOST = 1_000;

  /** Not used for so long, it is over. */
  static final Duration IDLE = Duration.ofHours(12);

  /** It is over then, however often it was used. */
  static final Duration LIFE = Duration.ofDays(7);

  private static final int BYTES = 32;

  private final Pace pace;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> all =
      new LinkedHashMap<>(16, 0.75f, true) { // in the order of their use
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > MOST;
        }
      };

  Sessions(Pace pace) {
    this.pace = pace;
  }

  /**
   * One who has logged in.
   *
   * @param csrf what a change has to bring along, for no other page knows it
   * @param begun by the clock that never steps
   * @param used likewise
   */
  record Session(String csrf, long begun, long used) {
    private Session usedAt(long now) {
      return new Session(csrf, begun, now);
    }

    private boolean over(long now) {
      return now - begun > LIFE.toNanos() || now - used > IDLE.toNanos();
    }
  }

  /** A session, and the key to it that only the browser keeps. */
  record Opened(String key, Session session) {}

  /** A new one, with a key that nobody had before: what a browser brought along counts nothing. */
  Opened open() {
    long now = pace.nanos();
    String key = secret();
    var session = new Session(secret(), now, now);
    all.put(lock(key), session);
    return new Opened(key, session);
  }

  /** The one that this key opens; it has been used now. */
  Optional<Session> find(String key) {
    long now = pace.nanos();
    String lock = lock(key);
    Optional<Session> found = Optional.ofNullable(all.get(lock));
    if (found.filter(session -> session.over(now)).isPresent()) {
      all.remove(lock);
      return Optional.empty();
    }
    found.ifPresent(session -> all.put(lock, session.usedAt(now)));
    return found;
  }

  void end(String key) {
    all.remove(lock(key));
  }

  void endAll() {
    all.clear();
  }

  private String secret() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String lock(String key) {
    byte[] hash = Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(hash);
  }
}
