package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.config.Addition;
import homebox.controlplane.config.Addition.Kind;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was added in the page, as it is kept. */
@EachDatabase
class PageStoreTest {
  private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");
  private static final Addition NAS = service("nas", 1, "{\"name\":\"Nas ü\"}");
  private static final Addition BOX = service("Box", 7, "{\"name\":\"Box\",\"enabled\":false}");

  private final Vertx vertx = Vertx.vertx();
  private Place place;
  private Database database;
  private PageStore store;

  @BeforeEach
  void open(Place empty) throws Exception {
    place = empty;
    database =
        Database.open(vertx, new VertxPace(vertx), place.settings()).await(20, TimeUnit.SECONDS);
    store = new PageStore(database);
  }

  @AfterEach
  void close() {
    database.close().await();
    vertx.close().await();
  }

  private static Addition service(String id, long version, String entry) {
    return new Addition(Kind.SERVICE, id, version, entry, "anna", NOON);
  }

  private List<Addition> all() {
    return store.all().await().all();
  }

  @Test
  void they_come_back_in_the_order_in_which_they_came() {
    store.keep(NAS, Optional.empty()).await();
    store.keep(BOX, Optional.empty()).await();
    assertThat(all()).containsExactly(NAS, BOX);
    assertThat(place.ask("SELECT id, watched FROM page_entry ORDER BY position"))
        .containsExactly(List.of("nas", "1"), List.of("Box", "0"));
  }

  @Test
  void a_change_keeps_its_place_and_what_is_forgotten_is_gone() {
    store.keep(NAS, Optional.empty()).await();
    store.keep(BOX, Optional.empty()).await();
    Addition changed = service("nas", 2, "{\"name\":\"Disk\"}");
    store.keep(changed, Optional.of(NAS)).await();
    assertThat(all()).containsExactly(changed, BOX);
    store.forget(changed).await();
    assertThat(all()).containsExactly(BOX);
  }

  @Test
  void what_somebody_else_has_written_is_not_written_over() {
    store.keep(NAS, Optional.empty()).await();
    Addition theirs = service("nas", 2, "{\"name\":\"Theirs\"}");
    store.keep(theirs, Optional.of(NAS)).await();
    for (var late :
        List.of(
            store.keep(NAS, Optional.empty()),
            store.keep(service("nas", 3, "{}"), Optional.of(NAS)),
            store.forget(NAS))) {
      assertThatThrownBy(late::await).hasMessageContaining("somebody else has written");
    }
    assertThat(all()).containsExactly(theirs);
  }
}
