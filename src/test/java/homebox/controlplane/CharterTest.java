package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.cluster.Revisions;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Revision;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.Visitor;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a host goes by, on a real PostgreSQL. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(Postgres.class)
class CharterTest {
  private static final String BARE = "homebox_url: off\nneron_url: off\n";
  private static final String BOX = BARE + "services:\n  - {name: Box, url: \"http://box/\"}\n";
  private static final String PLACE = BARE + "services:\n  - {name: Nas, url: \"${PLACE}\"}\n";

  @TempDir Path folder;

  private final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  private final List<Settings> heard = new CopyOnWriteArrayList<>();
  private Revisions revisions;
  private Charter charter;

  @BeforeEach
  void use(PostgresBase base) throws IOException {
    SideLine line = SideLine.to(loop.vertx, base.shared("barn"), Visitor.node("atlas"));
    loop.on(line::prepare);
    revisions = new Revisions(line);
    write(BOX);
    charter = new Charter(loop.vertx, loop.pace, own(), revisions, heard::add);
  }

  @AfterEach
  void close() {
    loop.on(() -> revisions.line().close());
    loop.close();
  }

  private void write(String yaml) throws IOException {
    Path file = folder.resolve("conf/control-plane.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }

  private Reading own() {
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL", "jdbc:postgresql://db/cp",
            "CLUSTER_ENABLED", "true",
            "CLUSTER_NODE_NAME", "barn");
    return ConfigLoader.read(new Source(folder, Optional.empty(), Optional.empty(), environment));
  }

  private Optional<Revision> look() {
    return loop.on(charter::look);
  }

  private void impose(String text) {
    var origin = new Revision.Origin(ZoneId.of("UTC"), "en");
    loop.on(() -> revisions.impose(new Revision(0, "attic", Instant.EPOCH, text, origin)));
  }

  private List<String> services() {
    return charter.read().settings().services().stream().map(ServiceConfig::name).toList();
  }

  @Test
  void what_is_offered_is_learnt_once() {
    assertThat(look()).isEmpty();
    loop.on(charter::offer);
    assertThat(look().map(Revision::text)).contains(BOX);
    assertThat(look()).isEmpty();
    assertThat(charter.differs()).isFalse();
    assertThat(charter.rule().config()).hasSize(12);
    assertThat(charter.rule().revision()).contains(1L);
    assertThat(heard).hasSize(1);
  }

  @Test
  void what_another_one_says_holds_here_too() {
    loop.on(charter::offer);
    impose(BOX + "  - {name: Lamp, url: \"http://lamp/\"}\n");
    assertThat(look().map(Revision::node)).contains("attic");
    assertThat(charter.differs()).isTrue();
    assertThat(services()).containsExactly("Box", "Lamp");
  }

  @Test
  void what_cannot_be_used_here_is_as_soon_as_it_can() throws IOException {
    loop.on(charter::offer);
    assertThat(look()).isPresent();
    impose(PLACE);
    assertThat(look()).isEmpty();
    assertThat(charter.isUsable()).isFalse();
    assertThat(charter.rule().revision()).contains(1L);
    assertThat(services()).containsExactly("Box");
    Files.writeString(folder.resolve(".env"), "PLACE=http://nas/\n");
    assertThat(look()).isEmpty();
    loop.advance(Charter.HOPE);
    assertThat(look().map(Revision::number)).contains(2L);
    assertThat(charter.isUsable()).isTrue();
    assertThat(services()).containsExactly("Nas");
  }

  @Test
  void a_file_that_has_changed_is_imposed_unless_it_holds() throws IOException {
    loop.on(charter::offer);
    look();
    String text = BOX + "  - {name: Lamp, url: \"http://lamp/\"}\n";
    write(text);
    loop.on(() -> charter.impose(own()));
    loop.on(() -> charter.impose(own()));
    assertThat(look().map(Revision::number)).contains(2L);
    assertThat(charter.differs()).isFalse();
    assertThat(services()).containsExactly("Box", "Lamp");
  }

  @Test
  void a_file_that_changes_while_it_is_watched_holds_for_all() throws IOException {
    loop.on(charter::offer);
    look();
    loop.on(
        () -> {
          charter.watch();
          return Future.succeededFuture();
        });
    write(BOX + "# news\n");
    loop.await(
        "it is offered",
        () -> {
          loop.advance(Duration.ofSeconds(1));
          return loop.on(revisions::last) == 2;
        });
    assertThat(look().map(Revision::node)).contains("barn");
  }
}
