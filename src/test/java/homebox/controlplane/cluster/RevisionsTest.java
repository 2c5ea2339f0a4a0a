package homebox.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Revision;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.Visitor;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds for all hosts, on a real PostgreSQL. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(Postgres.class)
class RevisionsTest {
  private static final Revision.Origin HERE = new Revision.Origin(ZoneId.of("Europe/Paris"), "fr");

  private final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  private final List<SideLine> lines = new ArrayList<>();
  private PostgresBase base;

  @BeforeEach
  void use(PostgresBase given) {
    base = given;
    SideLine line = line();
    loop.on(line::prepare);
  }

  @AfterEach
  void close() {
    lines.forEach(line -> loop.on(line::close));
    loop.close();
  }

  private SideLine line() {
    var line = SideLine.to(loop.vertx, base.shared("a"), Visitor.node("atlas"));
    lines.add(line);
    return line;
  }

  private Revisions revisions() {
    return new Revisions(line());
  }

  private static Revision of(String node, String text) {
    return new Revision(0, node, Instant.EPOCH, text, HERE);
  }

  private String text(Revisions revisions) {
    return loop.on(revisions::current).map(Revision::text).orElse("none");
  }

  @Test
  void nothing_holds_until_somebody_offers_something() {
    Revisions revisions = revisions();
    assertThat(loop.on(revisions::last)).isZero();
    assertThat(loop.on(revisions::current)).isEmpty();
    loop.on(() -> revisions.offer(of("attic", "a: ${B}\n")));
    Revision current = loop.on(revisions::current).orElseThrow();
    assertThat(current.number()).isEqualTo(1);
    assertThat(current.node()).isEqualTo("attic");
    assertThat(current.text()).isEqualTo("a: ${B}\n");
    assertThat(current.origin()).isEqualTo(HERE);
    assertThat(current.at()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void who_starts_with_what_was_there_before_changes_nothing() {
    Revisions revisions = revisions();
    for (String text : List.of("old", "new", "old")) {
      loop.on(() -> revisions.offer(of("attic", text)));
    }
    assertThat(text(revisions)).isEqualTo("new");
    assertThat(loop.on(revisions::last)).isEqualTo(2);
  }

  @Test
  void who_reads_again_takes_back_what_holds() {
    Revisions revisions = revisions();
    for (String text : List.of("old", "new", "old")) {
      assertThat(loop.on(() -> revisions.impose(of("attic", text)))).isTrue();
    }
    assertThat(loop.on(() -> revisions.impose(of("barn", "old")))).isFalse();
    assertThat(text(revisions)).isEqualTo("old");
    assertThat(loop.on(revisions::last)).isEqualTo(3);
  }

  @Test
  void many_that_start_at_once_with_the_same_are_one() {
    List<Future<Void>> offers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Revisions revisions = revisions();
      offers.add(revisions.offer(of("node " + i, "same")));
    }
    loop.on(() -> Future.all(offers));
    assertThat(base.number("SELECT count(*) FROM config_revision")).isOne();
  }

  @Test
  void many_that_start_at_once_with_others_are_all_kept() {
    List<Future<Void>> offers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Revisions revisions = revisions();
      String text = "text " + i;
      offers.add(revisions.offer(of("attic", text)));
    }
    loop.on(() -> Future.all(offers));
    assertThat(base.number("SELECT max(number) FROM config_revision")).isEqualTo(6);
  }

  @Test
  void what_a_nodes_own_file_says_is_chosen_by_its_name() {
    Revisions revisions = revisions();
    loop.on(() -> revisions.offer(of("attic", "first")));
    loop.on(() -> revisions.offer(of("barn", "second")));
    String hash = of("attic", "first").hash();
    base.change(
        "INSERT INTO node (name, run, host, version, config, since, seen) VALUES"
            + (" ('attic', 'r', 'h', '1', '" + hash + "', 0, 0),")
            + " ('barn', 's', 'h', '1', 'unknown', 0, 0)");
    assertThat(loop.on(() -> revisions.impose("barn"))).isFalse();
    assertThat(loop.on(() -> revisions.impose("nobody"))).isFalse();
    assertThat(loop.on(() -> revisions.impose("attic"))).isTrue();
    assertThat(loop.on(revisions::current).map(Revision::node)).isEqualTo(Optional.of("attic"));
    assertThat(text(revisions)).isEqualTo("first");
  }

  @Test
  void texts_of_long_ago_are_forgotten_unless_they_are_somebodys() {
    Revisions revisions = revisions();
    String hash = of("attic", "text 0").hash();
    base.change(
        "INSERT INTO node (name, run, host, version, config, since, seen) VALUES"
            + (" ('attic', 'r', 'h', '1', '" + hash + "', 0, 0)"));
    for (int i = 0; i < 30; i++) {
      String text = "text " + i;
      loop.on(() -> revisions.impose(of("barn", text)));
    }
    assertThat(base.number("SELECT count(*) FROM config_revision")).isEqualTo(30);
    assertThat(base.number("SELECT count(*) FROM config_revision WHERE text IS NOT NULL"))
        .isEqualTo(21);
    loop.on(() -> revisions.offer(of("barn", "text 3")));
    assertThat(text(revisions)).isEqualTo("text 29");
  }
}
