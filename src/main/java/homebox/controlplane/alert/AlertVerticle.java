package homebox.controlplane.alert;

import homebox.controlplane.alert.Keeper.Fate;
import homebox.controlplane.alert.ServiceState.Step;
import homebox.controlplane.alert.StateStore.Stored;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Confirmed;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.ShownNames;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears every answer, takes the step, has it written, and says what came of it. It counts; it never
 * schedules.
 */
public final class AlertVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(AlertVerticle.class);

  /** How long a stop waits for what is being written. */
  static final Duration DRAIN = Duration.ofSeconds(2);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String LOG = "log";

  private final Map<String, Dossier> dossiers = new HashMap<>();
  private final Map<String, Level> known = new ConcurrentHashMap<>();
  private final Database database;
  private final Pace pace;
  private final AlertPlan plan;
  private final StateStore store;
  private final Keeper keeper;
  private final QuietKeeper quietKeeper;
  private final Reminders reminders;
  private final Removals removals;
  private Subscription results;

  /** Judges the answers of these services; others are not heard. */
  public AlertVerticle(Database database, Pace pace, List<ServiceConfig> services, AlertPlan plan) {
    ShownNames.of(services).forEach(service -> dossiers.put(service.id(), new Dossier(service)));
    this.database = database;
    this.pace = pace;
    this.plan = plan;
    this.store = new StateStore(database);
    this.keeper = new Keeper(database, pace, this::due);
    this.quietKeeper = new QuietKeeper(database, pace, keeper, this::adopt);
    this.reminders = new Reminders(pace, plan.reminding(), this::remind);
    this.removals =
        new Removals(database, plan.channels().stream().filter(name -> !name.equals(LOG)).toList());
  }

  /** What a service counted as when we started. May be asked from anywhere. */
  public Level known(String service) {
    return known.getOrDefault(service, Level.PENDING);
  }

  /** Says where every service stands, for those who have not heard it yet. */
  public void announce() {
    context.runOnContext(now -> dossiers.values().forEach(dossier -> publish(dossier.standing())));
  }

  /** Knows what was known before; a database that does not work is no failure. */
  @Override
  public Future<?> start() {
    results = CheckResult.ADDRESS.subscribe(vertx, this::hear);
    if (database.trouble().isPresent()) {
      readLater();
      return Future.succeededFuture();
    }
    return store
        .load()
        .map(this::remember)
        .onSuccess(remembered -> endRemoved())
        .recover(
            unreadable -> {
              readLater();
              return Future.succeededFuture();
            });
  }

  /** Hears no more, and has everything written that can be, for 2 s at most. */
  @Override
  public Future<?> stop() {
    reminders.stop();
    return results.end().transform(ended -> drain());
  }

  private Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    Pace.Timer limit = pace.after(DRAIN, drained::tryComplete);
    Future.join(dossiers.values().stream().map(Dossier::writes).toList())
        .onComplete(done -> drained.tryComplete());
    return drained
        .future()
        .onComplete(
            done -> {
              limit.cancel();
              keeper.stop();
              quietKeeper.stop();
            });
  }

  private Void remember(Map<String, Stored> stored) {
    for (Dossier dossier : dossiers.values()) {
      Optional.ofNullable(stored.get(dossier.service.id())).ifPresent(dossier::take);
      known.put(dossier.service.id(), dossier.state().level());
      reminders.plan(dossier);
    }
    return null;
  }

  private void readLater() {
    database
        .working()
        .compose(works -> store.load())
        .onSuccess(this::reconcile)
        .onSuccess(reconciled -> endRemoved())
        .onFailure(unreadable -> pace.after(SOON, this::readLater));
  }

  /**
   * What we learn late: of a service that is well now, or not asked yet, the state that was stored
   * holds, so that the end of an outage from before is told; of any other one what we told since.
   */
  private void reconcile(Map<String, Stored> stored) {
    for (Dossier dossier : dossiers.values()) {
      Stored row = stored.get(dossier.service.id());
      Level level = dossier.state().level();
      if (row == null || dossier.deciding()) {
        continue;
      }
      if (level == Level.PENDING || level == Level.UP) {
        adopt(dossier, row);
      }
    }
  }

  /** Nobody waits for it. The log says it at once, as nothing has to ride there. */
  private void endRemoved() {
    removals
        .end(dossiers.keySet(), pace.instant())
        .onSuccess(gone -> gone.forEach(each -> log.info("{}", each.line())))
        .onFailure(this::endRemovedLater);
  }

  private void endRemovedLater(Throwable cause) {
    if (cause instanceof StoreUnavailable) {
      database.working().onSuccess(works -> pace.after(SOON, this::endRemoved));
    } else {
      log.error("what is watched no more is not ended; the next start tries again", cause);
    }
  }

  private void adopt(Dossier dossier, Stored row) {
    dossier.take(row);
    reminders.plan(dossier);
    confirm(dossier);
    publish(dossier.standing());
  }

  private void hear(CheckResult result) {
    Dossier dossier = dossiers.get(result.service());
    if (dossier == null) {
      return;
    }
    if (!dossier.deciding()) {
      judge(dossier, result);
    } else if (!dossier.queue(result)) {
      log.warn("{}: an answer is not judged, too many wait for the database", result.service());
    }
  }

  private void judge(Dossier dossier, CheckResult result) {
    Standing before = dossier.standing();
    Step step = dossier.state().after(result, dossier.service.timing());
    dossier.heard(result);
    if (step.transition().isPresent()) {
      decide(dossier, change(dossier, step.state(), step.transition().get()));
      return;
    }
    dossier.state(step.state());
    if (!dossier.standing().equals(before)) {
      publish(dossier.standing());
    }
  }

  private Change change(Dossier dossier, ServiceState state, Transition transition) {
    return Change.of(
        dossier.service,
        state,
        transition,
        reminders.first(state.level()),
        plan.channels(),
        pace.instant());
  }

  private void decide(Dossier dossier, Change change) {
    if (change.quiet()) { // ten thousand first answers at a start wait for nobody
      quietKeeper.keep(dossier, change);
      settle(dossier, change, Fate.STORED);
      return;
    }
    dossier.deciding(true);
    keeper
        .keep(dossier, change)
        .compose(fate -> fate == Fate.STALE ? reread(dossier) : settle(dossier, change, fate))
        .onComplete(done -> goOn(dossier));
  }

  private Future<Void> reread(Dossier dossier) {
    return store
        .load()
        .map(
            rows -> {
              Optional.ofNullable(rows.get(dossier.service.id()))
                  .ifPresent(row -> adopt(dossier, row));
              return null;
            });
  }

  private Future<Void> settle(Dossier dossier, Change change, Fate fate) {
    dossier.take(change);
    reminders.plan(dossier);
    tell(change, fate);
    change
        .transition()
        .ifPresent(
            transition -> {
              confirm(dossier);
              Transition.ADDRESS.publish(vertx, transition);
              publish(dossier.standing());
            });
    return Future.succeededFuture();
  }

  /** The log is told by the notifier where it is a channel; what nobody is told is told it here. */
  private void tell(Change change, Fate fate) {
    if (change.messages().stream().noneMatch(message -> message.channel().equals(LOG))) {
      log.info("{}", change.line()); // nobody is told of it: whether it is stored yet is no news
    }
    if (change.messages().isEmpty()) {
      return;
    }
    if (fate == Fate.STORED) {
      due(change);
    } else {
      Unstored.ADDRESS.publish(vertx, new Unstored(change.messages()));
    }
  }

  /** Also of what was told before it was stored: its row must not stand as due any longer. */
  private void due(Change change) {
    var channels =
        change.messages().stream().map(Message::channel).collect(Collectors.toUnmodifiableSet());
    MessagesDue.ADDRESS.publish(vertx, new MessagesDue(channels));
  }

  /** What came meanwhile, in its order. */
  private void goOn(Dossier dossier) {
    dossier.deciding(false);
    while (!dossier.deciding()) {
      Optional<CheckResult> next = dossier.next();
      if (next.isEmpty()) {
        return;
      }
      judge(dossier, next.get());
    }
  }

  /** Only when an answer of this life has said that it still is so. */
  private void remind(Dossier dossier) {
    Optional<CheckResult> last = dossier.last();
    if (dossier.deciding() || last.isEmpty()) {
      reminders.again(dossier, SOON);
      return;
    }
    decide(
        dossier,
        Change.reminder(
            dossier.service,
            dossier.state(),
            reminders.after(dossier.reminding()),
            last.get(),
            plan.channels(),
            pace.instant()));
  }

  private void confirm(Dossier dossier) {
    String id = dossier.service.id();
    Confirmed.ADDRESS.of(id).publish(vertx, new Confirmed(id, dossier.state().level()));
  }

  private void publish(Standing standing) {
    Standing.ADDRESS.publish(vertx, standing);
  }
}
