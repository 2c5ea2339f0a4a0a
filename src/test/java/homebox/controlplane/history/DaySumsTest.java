package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.history.DaySums.Sum;
import homebox.controlplane.history.DaySums.Took;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 24 hours on both sides of the hour that is open. */
class DaySumsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T06:20:00Z");
  private static final Instant OPEN = Instant.parse("2026-06-01T06:00:00Z");

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private Database database;
  private Connection file;

  @BeforeEach
  void open() throws Exception {
    Path path = folder.resolve("history.db");
    database = Database.open(vertx, new VertxPace(vertx), path).await(20, TimeUnit.SECONDS);
    file = homebox.controlplane.testkit.Database.connect(path);
    write("UPDATE setting SET value = '" + OPEN.toEpochMilli() + "' WHERE name = 'moved_until'");
    service(1, "box", "Box");
    service(2, "nas", "Nas");
    service(3, "new", "New");
  }

  @AfterEach
  void close() throws Exception {
    file.close();
    database.close().await(20, TimeUnit.SECONDS);
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void write(String sql) throws SQLException {
    try (var statement = file.createStatement()) {
      statement.execute(sql);
    }
  }

  private void service(int number, String id, String name) throws SQLException {
    write(
        "INSERT INTO service (number, id, name, group_name, kind, url, origin) VALUES (%d, '%s', '%s', '', 'http', 'x', 'file')"
            .formatted(number, id, name));
  }

  private void check(int service, Instant at, int outcome, int took) throws SQLException {
    String table = at.isBefore(OPEN) ? "check_result" : "check_recent";
    write(
        "INSERT INTO %s (service, at, attempt, outcome, response_time) VALUES (%d, %d, 0, %d, %d)"
            .formatted(table, service, at.toEpochMilli(), outcome, took));
  }

  private Map<String, Sum> sums() throws Exception {
    return new DaySums(database).until(NOW).await(20, TimeUnit.SECONDS);
  }

  @Test
  void of_both_tables_what_lies_in_the_24_hours() throws Exception {
    Instant begin = NOW.minus(Duration.ofHours(24));
    check(1, begin.minusMillis(1), 2, 9_999);
    for (int n = 0; n < 100; n++) {
      check(1, begin.plus(Duration.ofMinutes(n)), 0, n + 1);
    }
    check(1, NOW.minusSeconds(60), 1, 6_000);
    check(1, NOW.minusSeconds(50), 2, 10_000);
    check(1, NOW, 0, 1);
    Sum box = sums().get("box");
    assertThat(box.checks()).isEqualTo(102);
    Took took = box.took().orElseThrow();
    assertThat(took.average()).isEqualTo(Duration.ofMillis((5_050 + 6_000) / 101));
    assertThat(took.p95()).isBetween(Duration.ofMillis(95), Duration.ofMillis(97));
  }

  @Test
  void what_was_never_good_has_no_times_and_what_was_not_checked_is_not_there() throws Exception {
    check(2, NOW.minusSeconds(600), 2, 10_000);
    assertThat(sums()).isEqualTo(Map.of("nas", new Sum(1, Optional.empty())));
  }
}
