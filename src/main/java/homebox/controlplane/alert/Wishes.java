package homebox.controlplane.alert;

import homebox.controlplane.alert.Cover.Muted;
import homebox.controlplane.alert.Obeyed.Done;
import homebox.controlplane.alert.Obeyed.Refused;
import homebox.controlplane.alert.Obeyed.Why;
import homebox.controlplane.alert.Order.Mute;
import homebox.controlplane.alert.Order.OfServices;
import homebox.controlplane.alert.Order.Unmute;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what people want of services: first it is written, then it holds. Belongs to one
 * context.
 */
final class Wishes {
  private static final Logger log = LoggerFactory.getLogger(Wishes.class);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Database database;
  private final WishStore store;
  private final Pace pace;
  private final Dossiers dossiers;
  private final Mutes mutes;

  Wishes(Database database, Pace pace, Dossiers dossiers, Mutes mutes) {
    this.database = database;
    this.store = new WishStore(database);
    this.pace = pace;
    this.dossiers = dossiers;
    this.mutes = mutes;
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
    return null;
  }

  /** Who says that it is to end after more than the longest time has had another clock. */
  private void take(String service, Muted muted) {
    Duration left = Duration.between(pace.instant(), muted.until());
    boolean lasts = !left.isNegative() && !left.isZero() && left.compareTo(Mutes.LONGEST) <= 0;
    if (lasts && mutes.of(service).isEmpty()) {
      mutes.begin(List.of(service), muted, left);
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
    return Future.failedFuture(new UnsupportedOperationException(order.toString()));
  }

  private Future<Obeyed> mute(
      List<String> services,
      Duration length,
      String by,
      Function<SqlConnection, Future<Void>> along) {
    if (length.compareTo(Mutes.SHORTEST) < 0 || length.compareTo(Mutes.LONGEST) > 0) {
      return refuse(Why.OUT_OF_RANGE, "A mute lasts from 1s to 30d, such as 30m, 1h or 7d.", along);
    }
    Instant until = pace.instant().plus(length);
    var muted = new Muted(by, until);
    return write(
            connection ->
                WishStore.unmute(connection, services, pace.instant())
                    .compose(done -> WishStore.mute(connection, services, muted)),
            along)
        .map(
            done -> {
              mutes.begin(services, muted, length);
              log.info("{} muted until {} by {}", names(services), until, by);
              return new Done(services, "");
            });
  }

  private Future<Obeyed> unmute(
      List<String> services, String by, Function<SqlConnection, Future<Void>> along) {
    return write(connection -> WishStore.unmute(connection, services, pace.instant()), along)
        .map(
            done -> {
              mutes.end(services);
              log.info("{} no longer muted, by {}", names(services), by);
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
    return write(Orders.ALONE, along).map(written -> new Refused(why, words));
  }

  private Future<Void> write(
      Function<SqlConnection, Future<Void>> work, Function<SqlConnection, Future<Void>> along) {
    return work == Orders.ALONE && along == Orders.ALONE
        ? Future.succeededFuture()
        : database
            .writer()
            .submit(
                Lane.URGENT,
                connection -> work.apply(connection).compose(done -> along.apply(connection)));
  }
}
