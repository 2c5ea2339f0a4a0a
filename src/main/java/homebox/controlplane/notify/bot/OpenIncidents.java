package homebox.controlplane.notify.bot;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Those that go on. Fails as {@link Database#read} does. */
final class OpenIncidents {
  private static final String OPEN = Sql.named(OpenIncidents.class, "select-open");

  private final Database database;

  OpenIncidents(Database database) {
    this.database = database;
  }

  /** One of them, by its id, and the id of its service. */
  record Open(String incident, String service) {}

  /** The worst and oldest first, 1,000 at most. */
  Future<List<Open>> all() {
    return database
        .read(connection -> connection.query(OPEN).execute())
        .map(
            rows -> {
              var all = new ArrayList<Open>(rows.size());
              rows.forEach(row -> all.add(new Open(row.getString(0), row.getString(1))));
              return List.copyOf(all);
            });
  }
}
