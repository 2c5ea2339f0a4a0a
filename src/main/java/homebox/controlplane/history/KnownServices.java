package homebox.controlplane.history;

import homebox.controlplane.config.Former;
import homebox.controlplane.config.Settings;
import homebox.controlplane.store.ReadableDatabase;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services that were ever configured, so that one of them is known when it comes again. */
public final class KnownServices {
  private static final String ALL =
      "SELECT id, group_name, name, url, removed FROM service WHERE origin IN ('file', 'page')";

  private final ReadableDatabase database;

  /** Those of {@code database}. */
  public KnownServices(ReadableDatabase database) {
    this.database = database;
  }

  /** All of them; who is not removed was watched in the last life. Fails as the database does. */
  public Future<List<Former>> all() {
    return database.read(connection -> connection.query(ALL).execute()).map(KnownServices::formers);
  }

  /** The same while these are in force. Never fails: else it is these alone. */
  public Future<List<Former>> and(Settings running) {
    return all().otherwise(List.of()).map(kept -> merged(kept, running));
  }

  private static List<Former> formers(RowSet<Row> rows) {
    var all = new ArrayList<Former>(rows.size());
    rows.forEach(
        row ->
            all.add(
                Former.kept(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4) == null)));
    return all;
  }

  /** Who is not in force now vanished earlier, whether that is written yet or not. */
  private static List<Former> merged(List<Former> kept, Settings running) {
    Map<String, Former> all = new LinkedHashMap<>();
    kept.forEach(each -> all.put(each.id(), each.gone()));
    running.services().forEach(each -> all.put(each.id(), Former.of(each)));
    return List.copyOf(all.values());
  }
}
