package homebox.controlplane.alert;

import homebox.controlplane.alert.Cover.Muted;
import homebox.controlplane.alert.Cover.Paused;
import homebox.controlplane.alert.Obeyed.Done;
import homebox.controlplane.alert.Obeyed.Refused;
import homebox.controlplane.alert.Obeyed.Why;
import homebox.controlplane.alert.Order.Mute;
import homebox.controlplane.alert.Order.OfServices;
import homebox.controlplane.alert.Order.Pause;
import homebox.controlplane.alert.Order.Unmute;
import homebox.controlplane.check.Level;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what people want of services: first it is written, then it holds. Belongs to one
 * context.
 */
final class Wishes {
  private static final Logger log = LoggerFactory.getLogger(Wishes.class);

  private static final Future<Boolean> DONE = Future.succeededFuture(true);
  private static final String TOO_SLOW =
      "what the database was given before is not written yet; try again in a moment";

  private static final Duration SOON = Duration.ofSeconds(1);

  /** As the log says when its lines were written. */
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private final Database database;
  private final Together together;
  private final WishStore store;
  private final Pace pace;
  private final Dossiers dossiers;
  private final Mutes mutes;
  private final Pauses pauses;
  private final Rests rests;

  /** Who carries a pause out once it is written. */
  interface Rests {
    /** These are not asked any more, and nothing is known of them. */
    void begin(List<String> services, Paused how);

    /** These are asked again, now. */
    void end(List<String> services);
  }

  Wishes(Database database, Pace pace, Dossiers dossiers, Mutes mutes, Pauses pauses, Rests rests) {
    this.database = database;
    this.together = new Together(database);
    this.store = new WishStore(database);
    this.pace = pace;
    this.dossiers = dossiers;
    this.mutes = mutes;
    this.pauses = pauses;
    this.rests = rests;
  }

  /** What was wanted in an earlier life. Never fails: what cannot be read now is read later. */
  Future<Void> recall() {
    return store
        .load()
        .map(this::take)
        .recover(
            away -> {
              database.working().onSuccess(works -> pace.after(SOON, this::recall));
              return Future.succeededFuture();
            });
  }

  /** What somebody has said meanwhile holds. */
  private Void take(WishStore.Stored stored) {
    stored.muted().forEach(this::take);
    stored.paused().forEach(this::take);
    return null;
  }

  /** Who says that it is to end after more than the longest time has had another clock. */
  private void take(String service, Muted muted) {
    Duration left = Duration.between(pace.instant(), muted.until());
    boolean lasts = !left.isNegative() && !left.isZero() && left.compareTo(Mute.LONGEST) <= 0;
    if (lasts && mutes.of(service).isEmpty()) {
      mutes.begin(List.of(service), muted, left);
    }
  }

  /** Who was asked meanwhile, for the database was away, has perhaps an incident that ends now. */
  private void take(String service, Paused how) {
    Optional<Dossier> asked =
        dossiers.of(service).filter(each -> each.state().level() != Level.PENDING);
    if (asked.isPresent()) {
      rest(List.of(asked.get()), new Paused(how.by(), how.since()), Orders.ALONE)
          .onFailure(away -> log.warn("{} is not paused again: {}", service, away.getMessage()));
    } else {
      rests.begin(List.of(service), how);
    }
  }

  /** Fails with {@code StoreUnavailable} while the database does not work. */
  Future<Obeyed> obey(OfServices order, String by, Function<SqlConnection, Future<Void>> along) {
    List<String> services = dossiers.chosen(order.selector());
    if (services.isEmpty()) {
      return refuse(Why.NO_SERVICE, dossiers.fault(order.selector()), along);
    }
    if (order instanceof Mute mute) {
      return mute(services, mute.length(), by, along);
    }
    if (order instanceof Unmute) {
      return unmute(services, by, along);
    }
    return order instanceof Pause ? pause(services, by, along) : resume(services, by, along);
  }

  private Future<Obeyed> mute(
      List<String> services,
      Duration length,
      String by,
      Function<SqlConnection, Future<Void>> along) {
    if (!Mute.takes(length)) {
      return refuse(Why.OUT_OF_RANGE, "A mute lasts from 1s to 30d, such as 30m, 1h or 7d.", along);
    }
    Instant until = pace.instant().plus(length);
    var muted = new Muted(by, until);
    return together
        .write(
            connection ->
                WishStore.unmute(connection, services, pace.instant())
                    .compose(done -> WishStore.mute(connection, services, muted)),
            along)
        .map(
            done -> {
              mutes.begin(services, muted, length);
              log.info("{} muted until {} by {}", names(services), CLOCK.format(until), by);
              return new Done(services, "");
            });
  }

  private Future<Obeyed> unmute(
      List<String> services, String by, Function<SqlConnection, Future<Void>> along) {
    return together
        .write(connection -> WishStore.unmute(connection, services, pace.instant()), along)
        .map(
            done -> {
              mutes.end(services);
              log.info("{} no longer muted, by {}", names(services), by);
              return new Done(services, "");
            });
  }

  private Future<Obeyed> pause(
      List<String> services, String by, Function<SqlConnection, Future<Void>> along) {
    List<Dossier> asked =
        pauses.beside(services).stream().flatMap(id -> dossiers.of(id).stream()).toList();
    return rest(asked, new Paused(by, pace.instant()), along)
        .map(
            done -> {
              log.info("{} paused by {}", names(services), by);
              return new Done(services, "");
            });
  }

  /**
   * Nothing that they answer counts from now on. What is still being written of them would stand
   * there again if it came later.
   */
  private Future<Void> rest(
      List<Dossier> asked, Paused how, Function<SqlConnection, Future<Void>> along) {
    List<String> ids = asked.stream().map(each -> each.service().id()).toList();
    asked.forEach(each -> each.resting(true));
    Future<Boolean> written =
        Future.join(asked.stream().map(Dossier::writes).toList()).transform(done -> DONE);
    return (asked.isEmpty() ? DONE : Patience.within(pace, Keeper.PATIENCE, written, false))
        .compose(
            all ->
                all
                    ? together.write(connection -> WishStore.pause(connection, ids, how), along)
                    : Future.failedFuture(new StoreUnavailable(TOO_SLOW, null)))
        .onFailure(away -> asked.forEach(each -> each.resting(false)))
        .onSuccess(done -> rests.begin(pauses.beside(ids), how));
  }

  private Future<Obeyed> resume(
      List<String> services, String by, Function<SqlConnection, Future<Void>> along) {
    return together
        .write(connection -> WishStore.resume(connection, services), along)
        .map(
            done -> {
              rests.end(services);
              log.info("{} no longer paused, by {}", names(services), by);
              return new Done(services, "");
            });
  }

  private String names(List<String> services) {
    return services.size() == 1
        ? dossiers.of(services.get(0)).map(each -> each.service().name()).orElse("") + " is"
        : services.size() + " services are";
  }

  private Future<Obeyed> refuse(
      Why why, String words, Function<SqlConnection, Future<Void>> along) {
    return together.write(Orders.ALONE, along).map(written -> new Refused(why, words));
  }
}
