package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incidents as they are read, among many. */
class IncidentStoreTest {
  private static final String MANY =
      "INSERT INTO incident (id, service, name, kind, started) WITH RECURSIVE n (i) AS (SELECT 100"
          + " UNION ALL SELECT i + 1 FROM n WHERE i < 999)"
          + " SELECT 'i' || i, 's' || (i % 30), 'x', CASE WHEN i % 3 THEN 'OUTAGE' ELSE 'WARNING' END,"
          + " i FROM n";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Path file;
  private Database database;

  @BeforeEach
  void nine_hundred_of_thirty_services() {
    file = folder.resolve("history.db");
    database = Database.open(vertx, new VertxPace(vertx), file).await();
    homebox.controlplane.testkit.Database.change(file, MANY);
  }

  @AfterEach
  void close() {
    database.close().await();
    vertx.close().await();
  }

  @Test
  void those_of_one_service_are_found_without_looking_at_the_others() {
    String question = Sql.named(IncidentStore.class, "select-incidents-of-one");
    List<List<String>> plan =
        homebox.controlplane.testkit.Database.ask(file, "EXPLAIN QUERY PLAN " + question);
    assertThat(plan).hasSize(1); // and nothing is sorted
    assertThat(plan.get(0).get(3))
        .isEqualTo("SEARCH incident USING INDEX incident_service (service=? AND id<?)");
  }

  @Test
  void those_of_one_service_come_page_by_page_the_newest_first() {
    var store = new IncidentStore(database);
    List<String> first = ids(store, Optional.empty());
    assertThat(first).hasSize(20).startsWith("i997", "i967", "i937");
    assertThat(ids(store, Optional.of(first.get(19)))).hasSize(10).endsWith("i127");
  }

  private static List<String> ids(IncidentStore store, Optional<String> after) {
    return store.page(List.of("s7"), after, 20).await().stream()
        .map(IncidentStore.StoredIncident::id)
        .toList();
  }
}
