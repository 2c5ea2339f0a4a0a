package homebox.controlplane.store;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that the database broke and once that it works again, however often it tries in
 * between: on a full disk it opens, fails at the next write, opens …
 */
final class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);

  /** It works again when it has done so for this long. */
  private static final Duration STEADY = Duration.ofSeconds(5);

  private final Pace pace;
  private String told = "";
  private String meanwhile = "Checking goes on; what comes is kept in memory.";
  private String works;
  private long since;

  Announcer(Pace pace) {
    this.pace = pace;
  }

  /** No check is made any more. */
  void ending() {
    meanwhile = "What waits is tried again for a few seconds, then it is lost.";
  }

  void broke(String sentence, Throwable cause) {
    works = null;
    if (!told.equals(sentence)) {
      told = sentence;
      log.error("history is not stored: {}. {}", sentence, meanwhile);
      if (cause != null) {
        log.debug("the cause", cause);
      }
    }
  }

  /** It does not work yet, and nothing is wrong with it as far as we know. */
  void slow(String sentence) {
    told = sentence;
    log.warn("history is not stored yet: {}. What comes is kept in memory.", sentence);
  }

  void works(String place) {
    works = place;
    since = pace.nanos();
  }

  void tick() {
    if (works != null && !told.isEmpty() && pace.nanos() - since >= STEADY.toNanos()) {
      told = "";
      log.info("history is stored again in {}", works);
    }
  }
}
