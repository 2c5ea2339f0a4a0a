package homebox.controlplane.alert;

import homebox.controlplane.alert.FollowUpWriting.Done;
import homebox.controlplane.alert.Order.OfIncident;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
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

  /** As {@link Orders#give}. */
  Future<Obeyed> obey(OfIncident order, String by, Function<SqlConnection, Future<Void>> along) {
    var writing = new FollowUpWriting(order, by, pace.instant());
    underWay.merge(order.incident(), 1, Integer::sum);
    return database
        .writer()
        .submit(
            Lane.URGENT,
            connection -> writing.on(connection).compose(done -> along.apply(connection).map(done)))
        .onComplete(
            (done, cause) ->
                underWay.computeIfPresent(
                    order.incident(), (id, orders) -> orders > 1 ? orders - 1 : null))
        .onSuccess(done -> done.changed().ifPresent(incident -> say(done, incident, by)))
        .map(Done::obeyed);
  }

  /** True if somebody cares about what is open of that service, or is just saying so. */
  boolean caresFor(Dossier dossier) {
    return dossier.acknowledged().isPresent()
        || dossier.state().incident().map(Incident::id).filter(underWay::containsKey).isPresent();
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
