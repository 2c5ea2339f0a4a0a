package homebox.controlplane;

import homebox.controlplane.bus.Asker;
import homebox.controlplane.config.Addition;
import homebox.controlplane.config.Additions;
import homebox.controlplane.config.Changes;
import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.ConfigWatch;
import homebox.controlplane.config.Edit;
import homebox.controlplane.config.EditPlan;
import homebox.controlplane.config.Edited;
import homebox.controlplane.config.Editor;
import homebox.controlplane.config.Footprint;
import homebox.controlplane.config.Former;
import homebox.controlplane.config.Inventory;
import homebox.controlplane.config.PageSight;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Refused;
import homebox.controlplane.config.Revision;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again when its files have changed or somebody asks for it, and takes what
 * is edited in the page: one after the other, and has what is new taken in. What cannot be used
 * changes nothing.
 */
final class Reloads implements Editor {
  private static final Logger log = LoggerFactory.getLogger(Reloads.class);

  /** Edits that wait; who comes later is sent away. */
  private static final int MOST_WAITING = 100;

  private static final String STOPPING = "this process is about to end";
  private static final String AWAY = "what was added in the page is not known yet";
  private static final String TOO_MANY = "too many changes wait already";

  /** The database may be back. */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

  private static final String AGAIN = "configuration read again";

  /** Who carries a reading out. */
  interface Carrier {
    /** The services that were watched until now. */
    Future<List<Former>> known(Settings running);

    /** What is wrong with the database now, and what to do. */
    Optional<String> trouble();

    /** Tells the other hosts what holds for them, too, before it does here. */
    Future<Void> share(Reading read);

    /** A host's own file is to hold for all; false: nobody knows what it says. */
    Future<Boolean> use(String node);

    /** Stores what was edited, before it holds. */
    Future<Void> keep(EditPlan plan, Addition made);

    /** These settings hold from now on. */
    Future<Void> take(Settings next, Changes changes);
  }

  private record Waiting(Edit edit, Promise<Edited> done) {}

  private final Vertx vertx;
  private final Pace pace;
  private final Carrier carrier;
  private final Context context;
  private Optional<ConfigWatch> watch = Optional.empty();
  private volatile Reading running;
  private Future<Void> current = Future.succeededFuture();
  private boolean busy = true;
  private boolean asked;
  private boolean changed;
  private Optional<Revision> revised = Optional.empty();
  private Optional<Additions> late = Optional.empty();
  private final Deque<Waiting> edits = new ArrayDeque<>();
  private boolean stopped;
  private volatile boolean unknown;
  private volatile SoftReference<Inventory> shown = new SoftReference<>(null);
  private volatile Reading shownOf;

  /** Nothing is read again before {@link #start}, but for {@link #meet} and {@link #add}. */
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
            .executeBlocking(() -> running.met(former))
            .onSuccess(again -> running = again)
            .map(Reading::settings)
        : Future.succeededFuture(running.settings());
  }

  /**
   * Before the start: what was added in the page holds, too, as far as it goes with the file; the
   * rest is said.
   */
  Future<Settings> add(Additions added, List<Former> former) {
    return added.all().isEmpty()
        ? Future.succeededFuture(running.settings())
        : vertx
            .executeBlocking(() -> running.withWhatFits(added, former))
            .onSuccess(all -> running = all)
            .onSuccess(all -> all.page().leftOut().forEach(each -> log.error("{}", each.line())))
            .map(Reading::settings);
  }

  /** Nobody knows what was added in the page, until that is said: nothing is edited meanwhile. */
  void waitForPage() {
    unknown = true;
  }

  /** What was added holds from now on, after the start: the database was away until now. */
  void addLate(Additions added) {
    context.runOnContext(
        now -> {
          late = Optional.of(added);
          if (!busy) {
            rest();
          }
        });
  }

  /** From now on; what was asked for before is done now. */
  Future<Reloads> start() {
    context.runOnContext(
        now -> {
          var files =
              new ConfigWatch(vertx, pace, running.files(), held -> readChanged(Optional.of(held)));
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
          read();
        });
  }

  /** That one holds for all hosts now. May be called from anywhere, and at any time. */
  void revise(Revision news) {
    context.runOnContext(
        now -> {
          revised = Optional.of(news);
          if (!busy) {
            rest();
          }
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
                  edits.forEach(each -> each.done().fail(new IllegalStateException(STOPPING)));
                  edits.clear();
                  current.onComplete(over -> done.complete());
                }));
  }

  private void read() {
    if (busy) {
      asked = true;
    } else {
      read(running::again, Optional.empty());
    }
  }

  /** {@code held}: what the files held for a second; empty: whatever they hold now. */
  private void readChanged(Optional<Footprint> held) {
    if (busy) {
      changed = true;
    } else {
      read(running::changed, held);
    }
  }

  private void read(Function<List<Former>, Reading> how, Optional<Footprint> held) {
    if (stopped) {
      return;
    }
    busy = true;
    current =
        carrier
            .known(running.settings())
            .compose(known -> vertx.executeBlocking(() -> how.apply(known)))
            .transform(
                read -> read.succeeded() ? taken(read.result(), held) : refused(read.cause(), held))
            .onFailure(bug -> log.error("the configuration was not read again", bug))
            .<Void>mapEmpty()
            .otherwiseEmpty()
            .onComplete(over -> rest());
  }

  /** What holds for all hosts was another one's file. */
  private Future<Void> follow(Revision news) {
    if (running.source().shared().filter(news::saysLike).isPresent()) {
      return Future.succeededFuture();
    }
    return carrier
        .known(running.settings())
        .compose(known -> vertx.executeBlocking(() -> running.by(news, known)))
        .compose(
            read -> taken(read, "the configuration of " + news.node() + " holds for all hosts"))
        .recover(this::notFollowed);
  }

  @Override
  public Future<Edited> edit(Edit edit) {
    Promise<Edited> done = Promise.promise();
    context.runOnContext(
        now -> {
          boolean away = unknown && late.isEmpty();
          if (stopped || away || edits.size() >= MOST_WAITING) {
            done.fail(new IllegalStateException(stopped ? STOPPING : away ? AWAY : TOO_MANY));
          } else {
            edits.add(new Waiting(edit, done));
            if (!busy) {
              rest();
            }
          }
        });
    return Asker.hears(done.future());
  }

  @Override
  public Future<Boolean> use(String node) {
    return carrier.use(node);
  }

  @Override
  public PageSight page() {
    return unknown ? PageSight.without(carrier.trouble()) : PageSight.CLEAR;
  }

  @Override
  public Future<Inventory> inventory() {
    Reading now = running;
    Inventory known = shown.get();
    return known != null && shownOf == now
        ? Future.succeededFuture(known)
        : vertx
            .executeBlocking(() -> Inventory.of(now), false)
            .onSuccess(
                made -> {
                  shown = new SoftReference<>(made);
                  shownOf = now;
                });
  }

  private void rest() {
    busy = false;
    if (stopped) {
      return;
    }
    if (late.isPresent()) {
      Additions added = late.get();
      late = Optional.empty();
      busy("what was added in the page", takeLate(added));
    } else if (revised.isPresent()) {
      Revision news = revised.get();
      revised = Optional.empty();
      busy("what holds for all hosts", follow(news));
    } else if (asked) {
      asked = false;
      read();
    } else if (changed) {
      changed = false;
      readChanged(Optional.empty());
    } else if (!edits.isEmpty()) {
      Waiting next = edits.poll();
      busy("an edit", carryOut(next.edit()).onComplete(next.done()));
    }
  }

  private void busy(String what, Future<?> work) {
    busy = true;
    current =
        work.<Void>mapEmpty()
            .onFailure(cause -> log.warn("{} is not taken in: {}", what, cause.getMessage()))
            .otherwiseEmpty()
            .onComplete(over -> rest());
  }

  private Future<Void> takeLate(Additions added) {
    return carrier
        .known(running.settings())
        .compose(known -> vertx.executeBlocking(() -> running.withWhatFits(added, known)))
        .onSuccess(all -> all.page().leftOut().forEach(each -> log.error("{}", each.line())))
        .compose(this::known);
  }

  private Future<Void> known(Reading all) {
    Future<Void> taken = taken(all, "what was added in the page is known now");
    unknown = false;
    return taken;
  }

  private Future<Edited> carryOut(Edit edit) {
    EditPlan.Outcome outcome = EditPlan.of(edit, running, pace.instant());
    return outcome
        .plan()
        .map(this::carryOut)
        .orElseGet(() -> Future.succeededFuture(outcome.edited().orElseThrow()));
  }

  private Future<Edited> carryOut(EditPlan plan) {
    return known(plan)
        .compose(known -> vertx.executeBlocking(() -> running.with(plan.next(), known)))
        .compose(read -> kept(plan, read))
        .recover(
            cause ->
                cause instanceof ConfigFaults faults
                    ? Future.succeededFuture(plan.refused(faults))
                    : Future.failedFuture(cause));
  }

  /** Who gets no new id needs nobody who is gone: with ten thousand that is most of the time. */
  private Future<List<Former>> known(EditPlan plan) {
    return plan.before().isPresent()
        ? Future.succeededFuture(running.settings().services().stream().map(Former::of).toList())
        : carrier.known(running.settings());
  }

  private Future<Edited> kept(EditPlan plan, Reading read) {
    Addition made = plan.made(read);
    return carrier
        .keep(plan, made)
        .compose(kept -> taken(read, "configuration changed in the page by " + made.by()))
        .map(new Edited.Done(made));
  }

  private Future<Void> taken(Reading read, Optional<Footprint> held) {
    return isWhole(read.files(), held)
        ? carrier
            .share(read)
            .transform(told -> told.succeeded() ? takenIn(read) : notTold(told.cause()))
        : Future.succeededFuture();
  }

  /** Who goes by something that the others do not know would judge otherwise than they. */
  private Future<Void> notTold(Throwable cause) {
    log.warn(
        "configuration not taken in yet, as the other hosts cannot be told: {}",
        cause.getMessage());
    pace.after(AGAIN_AFTER, this::read);
    return Future.succeededFuture();
  }

  private Future<Void> takenIn(Reading read) {
    watch.ifPresent(files -> files.follow(read.files()));
    read.page().leftOut().stream()
        .filter(each -> !running.page().leftOut().contains(each))
        .forEach(each -> log.warn("{}", each.line()));
    return taken(read, AGAIN);
  }

  private Future<Void> taken(Reading read, String why) {
    Settings before = running.settings();
    Changes changes = Changes.between(running, read);
    running = read.after(running);
    return carrier
        .take(running.settings(), changes)
        .onSuccess(done -> log.info("{}: {}", why, changes.line()))
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
      refused(faults);
    }
    return Future.succeededFuture();
  }

  private Future<Void> notFollowed(Throwable cause) {
    if (!(cause instanceof ConfigFaults faults)) {
      return Future.failedFuture(cause);
    }
    refused(faults);
    return Future.succeededFuture();
  }

  private void refused(ConfigFaults faults) {
    log.error("configuration not taken in, what was in force stays: {}", faults.line());
    var refused = new Refused(faults.files().hash(), pace.instant(), faults.faults());
    Refused.ADDRESS.publish(vertx, refused);
  }

  /** Somebody went on writing while it was read: the watch comes back to it. */
  private static boolean isWhole(Footprint read, Optional<Footprint> held) {
    return held.isEmpty() || held.get().agrees(read);
  }
}
