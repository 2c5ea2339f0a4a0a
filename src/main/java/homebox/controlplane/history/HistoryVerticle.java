package homebox.controlplane.history;

import homebox.controlplane.alert.Absence;
import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.Transition;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Gap;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.InForce;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears every result, every gap and every outage, has them written, and knows what the past was.
 * While the database does not work, the newest 100,000 results wait in memory.
 */
public final class HistoryVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(HistoryVerticle.class);

  private final ResultWriter results;
  private final Housekeeping housekeeping;
  private final Database database;
  private final Pace pace;
  private final Past past;
  private final Logbook logbook;
  private final Recall recall;
  private final AbsenceBook absences;
  private final CatalogReader catalog;
  private Optional<Adoption> adoption = Optional.empty();
  private List<Subscription> ears = List.of();

  /** Remembers in {@code database}. */
  public HistoryVerticle(Database database, Pace pace, HistoryPlan plan) {
    this(database, pace, plan, ResultWriter.ROOM);
  }

  HistoryVerticle(Database database, Pace pace, HistoryPlan plan, int room) {
    var hours = new Hours();
    this.database = database;
    this.pace = pace;
    this.past = new Past(pace, plan.zone());
    this.logbook = new Logbook(database, pace.instant().toEpochMilli());
    this.absences = new AbsenceBook(database, logbook, pace);
    this.catalog = new CatalogReader(database, logbook, plan.services());
    catalog.added(plan.added());
    this.results = new ResultWriter(database, pace, catalog, hours, room);
    this.recall = new Recall(database, logbook, new PastLoader(database, pace, past), hours, past);
    recall.services(plan.services(), pace.instant().toEpochMilli());
    this.housekeeping = housekeeping(hours, plan);
  }

  private Housekeeping housekeeping(Hours hours, HistoryPlan plan) {
    var work =
        new ClosedHours(
            new HourMove(database, hours, step -> Future.succeededFuture()),
            new Rollup(database, pace, hours, past, step -> Future.succeededFuture()),
            new Forgetting(database, pace, hours, past::calendar, plan.keep()));
    return new Housekeeping(pace, results, recall, logbook, work);
  }

  /** What the past was. */
  public Past past() {
    return past;
  }

  /** True while nothing is done with closed hours, and the past is not being read. */
  boolean resting() {
    return housekeeping.resting() && recall.resting();
  }

  /** Results that were lost because the database did not work for too long, since the start. */
  public long droppedResults() {
    return results.dropped();
  }

  /** Results that wait to be written. May be asked from anywhere; a moment old. */
  public int waitingResults() {
    return results.waiting();
  }

  /**
   * How long results wait without any being written; zero if none waits. May be asked from
   * anywhere.
   */
  public Duration stuckResults() {
    return results.stuck();
  }

  /**
   * Takes a predecessor's checks over beside everything else, if there are any that were not yet.
   * May be called from anywhere, once, when it listens.
   */
  public void adopt(AdoptionPlan plan) {
    context.runOnContext(
        now -> {
          var begun = new Adoption(database, pace, results::catalog, plan);
          adoption = Optional.of(begun);
          housekeeping.hold(begun::busy);
          begun.start();
        });
  }

  /** Listens at once; a database that does not work is no failure. */
  @Override
  public Future<?> start() {
    ears =
        List.of(
            CheckResult.ADDRESS.subscribe(vertx, this::hear),
            Transition.ADDRESS.subscribe(vertx, this::hear),
            Gap.ADDRESS.subscribe(vertx, this::hear),
            Absence.ADDRESS.subscribe(vertx, this::hear),
            InForce.ADDRESS.subscribe(vertx, this::follow));
    housekeeping.start();
    return database.trouble().isPresent()
        ? Future.succeededFuture()
        : results.prepare().otherwiseEmpty();
  }

  /**
   * Reads the past, as soon as the database works. Nobody waits for it, and it takes one of a small
   * machine's processors for a while: best called when all else has begun. May be called from
   * anywhere, once, when this listens; should it fail, housekeeping tries again.
   *
   * @return done when it is known, on any thread
   */
  public Future<Void> recollect() {
    Promise<Void> known = Promise.promise();
    context.runOnContext(
        now ->
            database
                .working()
                .compose(works -> results.prepare())
                .compose(prepared -> recall.done())
                .onComplete(known));
    return known.future();
  }

  private void follow(InForce inForce) {
    HistoryPlan plan = HistoryPlan.of(inForce.settings());
    long since = inForce.at().toEpochMilli();
    recall.services(plan.services(), since);
    plan.services().forEach(each -> past.of(each.id()).patient(since, Patience.of(each.timing())));
    housekeeping.keep(plan.keep());
    housekeeping.zone(plan.zone());
    catalog.added(plan.added());
    results
        .follow(plan.services())
        .compose(known -> logbook.configured(plan.services(), since))
        .onFailure(away -> log.debug("what is configured now is noted later", away));
  }

  /** Listens no more, and writes what waits, for 4 s at most. */
  @Override
  public Future<?> stop() {
    housekeeping.stop();
    return adoption
        .map(Adoption::stop)
        .orElse(Future.succeededFuture())
        .transform(ended -> Future.join(ears.stream().map(Subscription::end).toList()))
        .transform(ended -> results.drain())
        .transform(drained -> database.trouble().isEmpty() ? alive() : Future.succeededFuture());
  }

  private Future<Void> alive() {
    return logbook.alive(pace.instant().toEpochMilli()).otherwiseEmpty();
  }

  private void hear(CheckResult result) {
    boolean slow = result.outcome().level() == Level.SLOW;
    past.of(result.service()).hear(result.at().toEpochMilli(), slow);
    results.add(CheckRow.of(result));
  }

  private void hear(Transition transition) {
    ServicePast service = past.of(transition.service());
    transition.incidents().ended().filter(HistoryVerticle::outage).ifPresent(service::ended);
    transition.incidents().opened().filter(HistoryVerticle::outage).ifPresent(service::began);
  }

  private void hear(Absence absence) {
    absence.services().forEach(service -> past.of(service).hear(absence));
    absences.note(absence);
  }

  private static boolean outage(Incident incident) {
    return incident.kind() == Incident.Kind.OUTAGE;
  }

  private void hear(Gap gap) {
    long until = gap.until().toEpochMilli();
    past.blind(until - gap.length().toMillis(), until);
    results.add(gap);
  }
}
