package homebox.controlplane;

import homebox.controlplane.cluster.Membership;
import homebox.controlplane.cluster.Revisions;
import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigWatch;
import homebox.controlplane.config.Footprint;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Remark;
import homebox.controlplane.config.Revision;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that holds for all hosts, as one of them knows it, and that one's own file. Who
 * starts offers its own; whose own changes while it stands ready has it hold for all. Belongs to
 * one context.
 */
public final class Charter {
  private static final Logger log = LoggerFactory.getLogger(Charter.class);

  private static final Duration AGAIN = Duration.ofSeconds(2);

  /** What cannot be used here may be after so long: a variable was missing, and is there now. */
  static final Duration HOPE = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final Pace pace;
  private final Revisions revisions;
  private final Consumer<Settings> heard;
  private volatile Reading own;
  private volatile Settings ownSettings;
  private volatile String hash;
  private volatile Optional<Revision> latest = Optional.empty();
  private volatile Optional<Revision> usable = Optional.empty();
  private volatile Set<String> unused = Set.of();
  private List<Remark> warnings = List.of();
  private Optional<ConfigWatch> watch = Optional.empty();
  private boolean stale;
  private long learntNanos;
  private String told = "";
  private boolean renewing;
  private boolean asked;

  /**
   * Nothing is offered yet.
   *
   * @param own this host's own files, by themselves
   * @param heard is told what is gone by, each time that it is another one
   */
  public Charter(
      Vertx vertx, Pace pace, Reading own, Revisions revisions, Consumer<Settings> heard) {
    this.vertx = vertx;
    this.pace = pace;
    this.own = own;
    this.ownSettings = own.settings();
    this.hash = own.hash();
    this.revisions = revisions;
    this.heard = heard;
  }

  /** This host's own, by themselves. */
  Settings own() {
    return ownSettings;
  }

  /** Tells the others what our own file says. Fails as {@link Revisions} does. */
  Future<Void> offer() {
    return own.offer().map(revisions::offer).orElseGet(Future::succeededFuture);
  }

  /** What we go by, for the others. */
  Membership.Rule rule() {
    return new Membership.Rule(hash, usable.map(Revision::number), unused);
  }

  /** Our own file says something else than what holds for all. */
  boolean differs() {
    return latest.filter(revision -> !revision.hash().equals(hash)).isPresent();
  }

  /** What is wrong with how we go by what holds for all, beside what is wrong with our own file. */
  List<Remark> warnings() {
    return warnings;
  }

  /** What holds for all can be used here. */
  boolean isUsable() {
    return latest.equals(usable);
  }

  /** The number of what holds for all; 0: nothing is known to. */
  long number() {
    return latest.map(Revision::number).orElse(0L);
  }

  /**
   * Sees what holds for all now, and whether it can be used here.
   *
   * @return what is new; empty: nothing, or it cannot be used here. Fails as {@link Revisions} does
   */
  Future<Optional<Revision>> look() {
    return revisions
        .last()
        .compose(
            number ->
                number == number() && !stale && (isUsable() || !isDue())
                    ? Future.succeededFuture(Optional.empty())
                    : revisions.current().compose(this::learn));
  }

  private boolean isDue() {
    return pace.nanos() - learntNanos >= HOPE.toNanos();
  }

  private Future<Optional<Revision>> learn(Optional<Revision> current) {
    stale = false;
    learntNanos = pace.nanos();
    latest = current;
    return current.isEmpty()
        ? Future.succeededFuture(current)
        : vertx
            .executeBlocking(() -> own.by(current.get(), List.of()))
            .map(reading -> taken(current, reading))
            .recover(cause -> refused(current.get(), cause));
  }

  private Optional<Revision> taken(Optional<Revision> news, Reading by) {
    usable = news;
    told = "";
    unused = by.unused();
    heard.accept(by.settings());
    warnings =
        by.settings().remarks().stream()
            .filter(remark -> remark.warning() && !own.settings().remarks().contains(remark))
            .toList();
    return news;
  }

  private Future<Optional<Revision>> refused(Revision news, Throwable cause) {
    if (!(cause instanceof ConfigFaults faults)) {
      return Future.failedFuture(cause);
    }
    if (!told.equals(faults.line())) {
      told = faults.line();
      log.error(
          "the configuration of {} holds for all hosts and cannot be used on this one, which goes by"
              + " what it went by before: {}",
          news.node(),
          told);
    }
    return Future.succeededFuture(Optional.empty());
  }

  /**
   * This host's files as they are now, by the last that could be used here of what held for all, or
   * else by its own. Never fails: what cannot be read now stays what it was. Blocks; may be called
   * from anywhere.
   */
  public Reading read() {
    Reading before = own;
    try {
      return usable
          .or(before::offer)
          .map(revision -> before.by(revision, List.of()))
          .orElseGet(() -> ConfigLoader.read(before.source()));
    } catch (ConfigFaults faults) {
      log.error("configuration not taken in, what was read before holds: {}", faults.line());
      return before;
    }
  }

  /** That one is gone by: what has changed in our own file a moment ago holds for all. */
  void settle(Reading read) {
    if (!read.hash().equals(hash)) {
      reload("its file has changed");
    }
  }

  /** That it holds for all from now on, unless it does. Fails as {@link Revisions} does. */
  Future<Void> impose(Reading read) {
    hash = read.hash();
    Optional<Revision> offered =
        read.source().shared().or(read::offer).filter(revision -> revision.number() == 0);
    offered.ifPresent(own -> ownSettings = read.settings());
    return offered
        .map(revisions::impose)
        .orElseGet(() -> Future.succeededFuture(false))
        .onSuccess(
            news -> {
              if (news) {
                log.info("the configuration of this node holds for all hosts now");
              }
            })
        .mapEmpty();
  }

  /**
   * What another host's own file says holds for all from now on.
   *
   * @return false if nobody knows what it says. Fails as {@link Revisions} does
   */
  Future<Boolean> use(String node) {
    return revisions.impose(node);
  }

  /** From now on a change of our own file holds for all. */
  void watch() {
    rest();
    var files = new ConfigWatch(vertx, pace, own.files(), held -> renew(Optional.of(held)));
    files.start();
    watch = Optional.of(files);
  }

  /** Somebody else looks after our own file. */
  void rest() {
    watch.ifPresent(ConfigWatch::stop);
    watch = Optional.empty();
  }

  /** {@code who} wants our own file to hold for all. */
  void reload(String who) {
    log.info("{}: the configuration is read again", who);
    renew(Optional.empty());
  }

  private void renew(Optional<Footprint> held) {
    if (renewing) {
      asked = true;
      return;
    }
    renewing = true;
    vertx
        .executeBlocking(() -> own.again(List.of()))
        .compose(read -> renewed(read, held))
        .onFailure(this::notTaken)
        .onComplete(
            over -> {
              renewing = false;
              if (asked) {
                asked = false;
                renew(Optional.empty());
              }
            });
  }

  private Future<Void> renewed(Reading read, Optional<Footprint> held) {
    if (held.isPresent() && !held.get().agrees(read.files())) {
      return Future.succeededFuture(); // somebody went on writing: the watch comes back to it
    }
    boolean beside = held.isPresent() && read.hash().equals(hash);
    own = read;
    stale = true; // what stands beside the file may make usable what was not
    watch.ifPresent(files -> files.follow(read.files()));
    return beside
        ? Future.succeededFuture()
        : impose(read).onFailure(away -> pace.after(AGAIN, () -> renew(Optional.empty())));
  }

  private void notTaken(Throwable cause) {
    if (cause instanceof ConfigFaults faults) {
      watch.ifPresent(files -> files.follow(faults.files()));
      log.error("configuration not taken in, what was in force stays: {}", faults.line());
    } else {
      log.warn("the configuration of this node does not hold for all yet: {}", cause.getMessage());
    }
  }
}
