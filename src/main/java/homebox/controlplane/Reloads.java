package homebox.controlplane;

import homebox.controlplane.config.Changes;
import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.ConfigWatch;
import homebox.controlplane.config.Footprint;
import homebox.controlplane.config.Former;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Refused;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again when its files have changed or somebody asks for it, one reading
 * after the other, and has what is new taken in. What cannot be used changes nothing.
 */
final class Reloads {
  private static final Logger log = LoggerFactory.getLogger(Reloads.class);

  /** Who carries a reading out. */
  interface Carrier {
    /** The services that were watched until now. */
    Future<List<Former>> known(Settings running);

    /** These settings hold from now on. */
    Future<Void> take(Settings next, Changes changes);
  }

  private final Vertx vertx;
  private final Pace pace;
  private final Carrier carrier;
  private final Context context;
  private Optional<ConfigWatch> watch = Optional.empty();
  private volatile Reading running;
  private Future<Void> current = Future.succeededFuture();
  private boolean busy = true;
  private boolean asked;
  private boolean stopped;

  /** Nothing is read again before {@link #start}, but for {@link #meet}. */
  Reloads(Vertx vertx, Pace pace, Reading running, Carrier carrier) {
    this.vertx = vertx;
    this.pace = pace;
    this.running = running;
    this.carrier = carrier;
    this.context = vertx.getOrCreateContext();
  }

  /**
   * Before the start: whoever was watched in the last life keeps its id. Fails as a reading does.
   */
  Future<Settings> meet(List<Former> former) {
    return running.meets(former)
        ? vertx
            .executeBlocking(() -> running.again(former))
            .onSuccess(again -> running = again)
            .map(Reading::settings)
        : Future.succeededFuture(running.settings());
  }

  /** From now on; what was asked for before is done now. */
  Future<Reloads> start() {
    context.runOnContext(
        now -> {
          var files =
              new ConfigWatch(vertx, pace, running.files(), held -> read(Optional.of(held)));
          files.start();
          watch = Optional.of(files);
          rest();
        });
    return Future.succeededFuture(this);
  }

  /** {@code who} wants it read now. May be called from anywhere, and at any time. */
  void ask(String who) {
    context.runOnContext(
        now -> {
          log.info("{}: the configuration is read again", who);
          read(Optional.empty());
        });
  }

  /** What is being taken in is waited for; nothing more begins. */
  Future<Void> stop() {
    return Future.future(
        done ->
            context.runOnContext(
                now -> {
                  stopped = true;
                  watch.ifPresent(ConfigWatch::stop);
                  current.onComplete(over -> done.complete());
                }));
  }

  /** {@code held}: what the files held for a second; empty: whatever they hold now. */
  private void read(Optional<Footprint> held) {
    if (busy) {
      asked = true;
    } else if (!stopped) {
      busy = true;
      current =
          carrier
              .known(running.settings())
              .compose(known -> vertx.executeBlocking(() -> running.again(known)))
              .transform(
                  read ->
                      read.succeeded() ? taken(read.result(), held) : refused(read.cause(), held))
              .onFailure(bug -> log.error("the configuration was not read again", bug))
              .<Void>mapEmpty()
              .otherwiseEmpty()
              .onComplete(over -> rest());
    }
  }

  private void rest() {
    busy = false;
    if (asked) {
      asked = false;
      read(Optional.empty());
    }
  }

  private Future<Void> taken(Reading read, Optional<Footprint> held) {
    if (!isWhole(read.files(), held)) {
      return Future.succeededFuture();
    }
    watch.ifPresent(files -> files.follow(read.files()));
    Settings before = running.settings();
    Changes changes = Changes.between(running, read);
    running = read.after(running);
    return carrier
        .take(running.settings(), changes)
        .onSuccess(done -> log.info("configuration read again: {}", changes.line()))
        .onSuccess(
            done ->
                running.settings().remarks().stream()
                    .filter(remark -> !before.remarks().contains(remark))
                    .forEach(remark -> remark.sayTo(log)));
  }

  private Future<Void> refused(Throwable cause, Optional<Footprint> held) {
    if (!(cause instanceof ConfigFaults faults)) {
      return Future.failedFuture(cause);
    }
    if (isWhole(faults.files(), held)) {
      watch.ifPresent(files -> files.follow(faults.files()));
      log.error("configuration not taken in, what was in force stays: {}", faults.line());
      var refused = new Refused(faults.files().hash(), pace.instant(), faults.faults());
      Refused.ADDRESS.publish(vertx, refused);
    }
    return Future.succeededFuture();
  }

  /** Somebody went on writing while it was read: the watch comes back to it. */
  private static boolean isWhole(Footprint read, Optional<Footprint> held) {
    return held.isEmpty() || held.get().agrees(read);
  }
}
