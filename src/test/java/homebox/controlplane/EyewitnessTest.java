package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.AnswerJson;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Reason;
import homebox.controlplane.cluster.Ballot;
import homebox.controlplane.cluster.FarLook;
import homebox.controlplane.cluster.FarSight;
import homebox.controlplane.cluster.Self;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.Reading;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Visitor;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.Site;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node sees for the one that decides, by its own files. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class EyewitnessTest {
  @TempDir Path folder;
  private final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  private final Site site = Site.start();
  private final AtomicInteger readings = new AtomicInteger();
  private Database database;
  private Eyewitness eyes;

  @BeforeEach
  void open(Place place) {
    database = loop.on(() -> Database.open(loop.vertx, loop.pace, place.settings()));
    var self = new Self("barn", Visitor.node("host"), "host", Optional.of("at home"), "1.0");
    loop.on(
        () -> {
          eyes = new Eyewitness(loop.vertx, loop.pace, self, 10, this::read, database);
          eyes.open();
          return Future.succeededFuture();
        });
  }

  @AfterEach
  void close() {
    loop.on(eyes::close);
    loop.on(database::close);
    loop.close();
    site.close();
  }

  private Reading read() {
    readings.incrementAndGet();
    return ConfigLoader.read(new Source(folder, Optional.empty(), Optional.empty(), Map.of()));
  }

  private void file(String service, String top) {
    try {
      Path conf = Files.createDirectories(folder.resolve("conf"));
      Files.writeString(
          conf.resolve("control-plane.yaml"),
          top + "services:\n  - {name: Box, url: \"" + site.url() + "\", " + service + "}\n");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private FarSight report(boolean fresh) {
    var look = new FarLook("round", "barn", "box", site.url(), fresh);
    Future<FarSight> sight = loop.on(() -> Future.succeededFuture(eyes.report(look)));
    loop.await(
        "what it sees",
        () -> {
          loop.advance(Duration.ofMillis(5));
          return sight.isComplete();
        });
    return sight.result();
  }

  private static Answer answer(FarSight sight) {
    assertThat(sight.saw()).isEqualTo(FarSight.ANSWER);
    return AnswerJson.from(new JsonObject(sight.answer().orElseThrow())).orElseThrow();
  }

  @Test
  void the_whole_answer_is_reported() {
    file("locations: [at home]", "");
    Answer good = answer(report(false));
    assertThat(good.outcome()).isInstanceOf(Outcome.Good.class);
    assertThat(good.evidence().status()).hasValue(200);
    assertThat(good.evidence().remote()).isPresent();
    site.answers(503);
    assertThat(answer(report(false)).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().reason()).isEqualTo(Reason.BAD_STATUS));
  }

  @Test
  void what_its_file_does_not_know_or_sees_from_elsewhere_it_does_not_ask() {
    file("locations: [attic]", "");
    assertThat(report(false)).isEqualTo(FarSight.none(Ballot.UNLIKE));
    file("id: other", "");
    assertThat(report(true)).isEqualTo(FarSight.none(Ballot.UNLIKE));
    assertThat(site.asked()).isZero();
  }

  @Test
  void what_fails_while_it_is_offline_itself_says_nothing() {
    file("locations: [barn]", "alerting: {connectivity: [\"127.0.0.1:1\"]}\n");
    assertThat(answer(report(false)).outcome()).isInstanceOf(Outcome.Good.class);
    site.answers(503);
    assertThat(report(false)).isEqualTo(FarSight.none(Ballot.OFFLINE));
  }

  @Test
  void its_file_is_read_again_when_it_is_told_so_and_each_minute() {
    file("locations: [barn]", "");
    report(true);
    file("expect: {status: [404]}", "");
    assertThat(answer(report(false)).outcome()).isInstanceOf(Outcome.Good.class);
    assertThat(readings).hasValue(1);
    loop.advance(Duration.ofSeconds(2));
    assertThat(answer(report(true)).outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(readings).hasValue(2);
    file("expect: {status: [200]}", "");
    loop.advance(Duration.ofMinutes(1));
    assertThat(answer(report(false)).outcome()).isInstanceOf(Outcome.Good.class);
  }

  @Test
  void a_file_at_fault_leaves_it_with_what_it_knew() {
    file("locations: [barn]", "");
    report(false);
    file("expect: 7", "nonsense: 1\n");
    loop.advance(Duration.ofMinutes(2));
    assertThat(answer(report(false)).outcome()).isInstanceOf(Outcome.Good.class);
    assertThat(readings).hasValue(2);
  }
}
