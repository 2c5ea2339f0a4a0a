package homebox.controlplane.config;

import homebox.controlplane.time.Pace;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second whether the files of a configuration still hold what was read, and calls when
 * they hold something else, the same for a second. Asks the files instead of listening: it sees
 * what editors, {@code mv}, mounted volumes and swapped links do alike. Belongs to one context.
 */
public final class ConfigWatch {
  private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);

  /** Between two looks. */
  static final Duration ROUND = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Pace pace;
  private final Consumer<Footprint> changed;
  private Footprint read;
  private Footprint seen;
  private Pace.Timer timer = () -> {};
  private boolean stopped;

  /**
   * Looks at nothing yet.
   *
   * @param changed is told what the files hold now
   */
  public ConfigWatch(Vertx vertx, Pace pace, Footprint read, Consumer<Footprint> changed) {
    this.vertx = vertx;
    this.pace = pace;
    this.changed = changed;
    follow(read);
  }

  /** Begins. */
  public void start() {
    timer = pace.after(ROUND, this::look);
  }

  /** What was read meanwhile is no news. */
  public void follow(Footprint last) {
    read = last;
    seen = last;
  }

  /** Calls no more. */
  public void stop() {
    stopped = true;
    timer.cancel();
  }

  private void look() {
    Footprint before = seen;
    vertx
        .executeBlocking(() -> before.again(pace.instant()))
        .onFailure(bug -> log.error("the configuration's files are not looked at", bug))
        .onComplete(
            (now, bug) -> {
              if (!stopped) {
                if (bug == null && seen == before) {
                  compare(now);
                }
                timer = pace.after(ROUND, this::look);
              }
            });
  }

  private void compare(Footprint now) {
    boolean still = now.agrees(seen);
    seen = now;
    if (still && !now.agrees(read)) {
      read = now;
      changed.accept(now);
    }
  }
}
