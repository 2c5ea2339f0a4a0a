package homebox.controlplane.history;

import homebox.controlplane.bus.Subscription;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Gap;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hears every result and every gap, and has them written. While the database does not work, the
 * newest 100,000 results wait in memory.
 */
public final class HistoryVerticle extends VerticleBase {
  private final ResultWriter results;
  private final Housekeeping housekeeping;
  private final Database database;
  private final Pace pace;
  private Optional<Adoption> adoption = Optional.empty();
  private List<Subscription> ears = List.of();

  /**
   * Remembers in {@code database}.
   *
   * @param services are known to the database from the start on
   * @param keepChecks older checks are forgotten; empty: none is
   */
  public HistoryVerticle(
      Database database, Pace pace, List<ServiceConfig> services, Optional<Duration> keepChecks) {
    this(database, pace, services, keepChecks, ResultWriter.ROOM);
  }

  HistoryVerticle(
      Database database,
      Pace pace,
      List<ServiceConfig> services,
      Optional<Duration> keepChecks,
      int room) {
    var hours = new Hours();
    this.database = database;
    this.pace = pace;
    this.results =
        new ResultWriter(database, pace, new CatalogReader(database, services), hours, room);
    this.housekeeping =
        new Housekeeping(
            pace,
            results::prepare,
            new HourMove(database, hours, step -> Future.succeededFuture()),
            new Retention(database, pace),
            keepChecks);
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
   * Takes a predecessor's checks over beside everything else, if there are any that were not yet.
   * May be called from anywhere, once, when it listens.
   */
  public void adopt(AdoptionPlan plan) {
    context.runOnContext(
        now -> {
          adoption = Optional.of(new Adoption(database, pace, results::catalog, plan));
          adoption.get().start();
        });
  }

  /** Listens at once; a database that does not work is no failure. */
  @Override
  public Future<?> start() {
    ears =
        List.of(
            CheckResult.ADDRESS.subscribe(vertx, result -> results.add(CheckRow.of(result))),
            Gap.ADDRESS.subscribe(vertx, results::add),
            InForce.ADDRESS.subscribe(vertx, inForce -> follow(inForce.settings())));
    housekeeping.start();
    return database.trouble().isPresent()
        ? Future.succeededFuture()
        : results.prepare().otherwiseEmpty();
  }

  private void follow(Settings settings) {
    results.follow(settings.services());
    housekeeping.keep(settings.database().keepChecks());
  }

  /** Listens no more, and writes what waits, for 4 s at most. */
  @Override
  public Future<?> stop() {
    housekeeping.stop();
    return adoption
        .map(Adoption::stop)
        .orElse(Future.succeededFuture())
        .transform(ended -> Future.join(ears.stream().map(Subscription::end).toList()))
        .transform(ended -> results.drain());
  }
}
