package homebox.controlplane.alert;

import homebox.controlplane.config.Crontab;
import homebox.controlplane.config.Maintenance;
import homebox.controlplane.config.Maintenance.Again;
import homebox.controlplane.config.Maintenance.Once;
import homebox.controlplane.config.Maintenance.Times;
import homebox.controlplane.store.ReadableDatabase;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the work that people planned. Fails as {@link ReadableDatabase} does. */
final class WorkStore {
  private static final Logger log = LoggerFactory.getLogger(WorkStore.class);

  private static final String ALL =
      "SELECT id, by_whom, services, begins, ends, cron, length, zone, reason"
          + " FROM maintenance ORDER BY id";
  private static final String INSERT = Sql.named(WorkStore.class, "insert-work");
  private static final String DELETE = "DELETE FROM maintenance WHERE id = ? OR ends <= ?";

  private final ReadableDatabase database;

  WorkStore(ReadableDatabase database) {
    this.database = database;
  }

  /** One as it is kept. */
  record Kept(String id, String by, Maintenance work) {}

  /** All, the oldest first. */
  Future<List<Kept>> load() {
    return database.read(
        connection ->
            connection
                .query(ALL)
                .execute()
                .map(
                    rows -> {
                      var all = new ArrayList<Kept>();
                      rows.forEach(row -> kept(row).ifPresent(all::add));
                      return List.copyOf(all);
                    }));
  }

  /** One more. */
  static Future<Void> insert(SqlConnection connection, Kept one) {
    Maintenance work = one.work();
    Optional<Once> once = work.times() instanceof Once some ? Optional.of(some) : Optional.empty();
    Optional<Again> again =
        work.times() instanceof Again some ? Optional.of(some) : Optional.empty();
    Object[] values = {
      one.id(),
      one.by(),
      new JsonArray(work.services()).encode(),
      once.map(span -> span.from().toEpochMilli()).orElse(null),
      once.map(span -> span.until().toEpochMilli()).orElse(null),
      again.map(turns -> turns.begins().text()).orElse(null),
      again.map(turns -> turns.length().toMillis()).orElse(null),
      again.map(turns -> turns.begins().zone().getId()).orElse(null),
      work.reason()
    };
    return connection
        .preparedQuery(INSERT)
        .execute(Tuple.wrap(new ArrayList<>(Arrays.asList(values))))
        .mapEmpty();
  }

  /** That one, and what is over by {@code now}. */
  static Future<Void> delete(SqlConnection connection, String id, Instant now) {
    return connection.preparedQuery(DELETE).execute(Tuple.of(id, now.toEpochMilli())).mapEmpty();
  }

  /** A zone that this Java does not know is no reason to know nothing. */
  private static Optional<Kept> kept(Row row) {
    try {
      var work = new Maintenance(services(row.getString(2)), times(row), row.getString(8));
      return Optional.of(new Kept(row.getString(0), row.getString(1), work));
    } catch (DateTimeException | IllegalArgumentException strange) {
      log.warn("planned work {} cannot be read: {}", row.getString(0), strange.getMessage());
      return Optional.empty();
    }
  }

  private static List<String> services(String json) {
    return new JsonArray(json).stream().map(String.class::cast).toList();
  }

  private static Times times(Row row) {
    return row.getString(5) == null
        ? new Once(Instant.ofEpochMilli(row.getLong(3)), Instant.ofEpochMilli(row.getLong(4)))
        : new Again(
            Crontab.of(row.getString(5), ZoneId.of(row.getString(7))),
            Duration.ofMillis(row.getLong(6)));
  }
}
