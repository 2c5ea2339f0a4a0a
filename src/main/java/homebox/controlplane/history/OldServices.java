package homebox.controlplane.history;

import homebox.controlplane.config.Ids;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which service of ours a name of the predecessor's stands for: the one that is called so, else one
 * that is no longer watched. That one gets the id that it would have if it were configured, so that
 * it finds its past should it ever be.
 */
final class OldServices {
  private static final String ALL = "SELECT id, name, origin FROM service";
  private static final String ADOPT = Sql.named(OldServices.class, "insert-adopted-service");
  private static final String ADOPTED = "adopted";

  private final Map<String, String> ids = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Duration> limits;
  private final Duration otherLimit;

  private OldServices(AdoptionPlan plan) {
    limits =
        plan.services().stream()
            .collect(Collectors.toMap(ServiceConfig::id, each -> each.timing().maxResponseTime()));
    otherLimit = plan.maxResponseTime();
  }

  /** As the database and the configuration have them. */
  static Future<OldServices> load(Database database, AdoptionPlan plan) {
    return database
        .read(connection -> connection.query(ALL).execute())
        .map(rows -> new OldServices(plan).learn(rows, plan.services()));
  }

  /** What was begun is gone on with, whatever was configured since. */
  private OldServices learn(RowSet<Row> rows, List<ServiceConfig> services) {
    for (Row row : rows) {
      taken.add(row.getString(0));
      if (row.getString(2).equals(ADOPTED)) {
        ids.putIfAbsent(row.getString(1), row.getString(0));
      }
    }
    services.forEach(service -> ids.putIfAbsent(service.name(), service.id()));
    rows.forEach(row -> ids.putIfAbsent(row.getString(1), row.getString(0)));
    return this;
  }

  /** The id; empty if nobody was called so yet. */
  Optional<String> id(String name) {
    return Optional.ofNullable(ids.get(name));
  }

  /** A good answer of that service that took longer was slow. */
  Duration limit(String id) {
    return limits.getOrDefault(id, otherLimit);
  }

  /** Each of them has an id afterwards, and a number in {@code catalog}. */
  Future<Void> admit(Collection<String> names, Catalog catalog, Database database) {
    var coming = new HashMap<String, String>();
    for (String name : names) {
      if (!ids.containsKey(name) && !coming.containsKey(name)) {
        String id = Ids.of(name, each -> taken.contains(each) || coming.containsValue(each));
        coming.put(name, id);
      }
    }
    return coming.isEmpty() ? Future.succeededFuture() : write(coming, catalog, database);
  }

  private Future<Void> write(Map<String, String> coming, Catalog catalog, Database database) {
    List<Tuple> rows =
        coming.entrySet().stream().map(each -> Tuple.of(each.getValue(), each.getKey())).toList();
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            catalog.generation(),
            connection ->
                Batch.insert(connection, ADOPT, rows)
                    .compose(
                        done -> Newcomers.serviceNumbers(connection, List.copyOf(coming.values()))))
        .map(
            numbers -> {
              numbers.forEach(catalog::service);
              taken.addAll(coming.values());
              ids.putAll(coming);
              return null;
            });
  }
}
