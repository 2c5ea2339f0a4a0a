package homebox.controlplane.alert;

import homebox.controlplane.alert.FollowUpWriting.Done;
import homebox.controlplane.alert.Order.OfIncident;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what people want of incidents. Belongs to one context. */
final class FollowUp {
  private static final Logger log = LoggerFactory.getLogger(FollowUp.class);

  private final Database database;
  private final Pace pace;
  private final Dossiers dossiers;
  private final Consumer<Dossier> cared;
  private final Consumer<FollowedUp> told;
  private final Map<String, Integer> underWay = new HashMap<>();

  /**
   * Has nothing to do yet.
   *
   * @param cared hears of each service whose open incident somebody cares about from now on
   * @param told hears of each incident that is another one by it
   */
  FollowUp(
      Database database,
      Pace pace,
      Dossiers dossiers,
      Consumer<Dossier> cared,
      Consumer<FollowedUp> told) {
    this.database = database;
    this.pace = pace;
    this.dossiers = dossiers;
    this.cared = cared;
    this.told = told;
  }

  /** As {@link Orders#giveAll}. */
  Future<List<Obeyed>> obey(
      List<OfIncident> orders, String by, Function<SqlConnection, Future<Void>> along) {
    Instant now = pace.instant();
    orders.forEach(order -> underWay.merge(order.incident(), 1, Integer::sum));
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection ->
                write(connection, orders, by, now)
                    .compose(done -> along.apply(connection).map(done)))
        .onComplete((done, cause) -> orders.forEach(this::over))
        .onSuccess(all -> all.forEach(done -> say(done, by)))
        .map(all -> all.stream().map(Done::obeyed).toList());
  }

  private static Future<List<Done>> write(
      SqlConnection connection, List<OfIncident> orders, String by, Instant now) {
    var all = new ArrayList<Done>(orders.size());
    Future<Void> written = Future.succeededFuture();
    for (OfIncident order : orders) {
      var writing = new FollowUpWriting(order, by, now);
      written = written.compose(before -> writing.on(connection)).map(all::add).mapEmpty();
    }
    return written.map(done -> all);
  }

  private void over(OfIncident order) {
    underWay.computeIfPresent(order.incident(), (id, orders) -> orders > 1 ? orders - 1 : null);
  }

  /** True if somebody cares about what is open of that service, or is just saying so. */
  boolean caresFor(Dossier dossier) {
    return dossier.acknowledged().isPresent()
        || dossier.state().incident().map(Incident::id).filter(underWay::containsKey).isPresent();
  }

  private void say(Done done, String by) {
    done.changed().ifPresent(incident -> say(done, incident, by));
  }

  private void say(Done done, IncidentStore.StoredIncident incident, String by) {
    log.info("{}: {}", incident.name(), done.line(by));
    dossiers
        .of(incident.service())
        .filter(dossier -> isOpen(dossier, incident.id()))
        .filter(dossier -> !dossier.acknowledged().equals(incident.acknowledged()))
        .ifPresent(
            dossier -> {
              dossier.acknowledged(incident.acknowledged());
              cared.accept(dossier);
            });
    told.accept(new FollowedUp(incident));
  }

  private static boolean isOpen(Dossier dossier, String incident) {
    return dossier.state().incident().map(Incident::id).equals(Optional.of(incident));
  }
}
