package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Addition.Kind;
import homebox.controlplane.config.ConfigLoader.Source;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand services that were added in the page. */
class ManyPageEntriesTest {
  private static final int MANY = 10_000;
  private static final int TENTH = MANY / 10;
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

  @TempDir private Path folder;
  private Reading file;
  private Reading running;
  private Reading tenth;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(
        folder.resolve("c.yaml"), "services:\n  - {name: Box, url: \"http://box/\"}\n");
    file =
        ConfigLoader.read(
            new Source(folder, Optional.of(Path.of("c.yaml")), Optional.empty(), Map.of()));
    running = file.withWhatFits(entries(), List.of());
    tenth = file.withWhatFits(entries(TENTH), List.of());
    assertThat(running.settings().services()).hasSize(MANY + 1);
  }

  static Additions entries() {
    return entries(MANY);
  }

  private static Additions entries(int count) {
    return new Additions(
        IntStream.range(0, count)
            .mapToObj(i -> new Addition(Kind.SERVICE, "s-" + i, i, entry(i), "admin", NOW))
            .toList());
  }

  private static String entry(int i) {
    return new JsonObject()
        .put("name", "Service " + i)
        .put("url", "http://192.168.1." + i % 250 + "/s" + i + "?key=word")
        .put("group", "Group " + i % 40)
        .put("tags", new JsonArray().add("disk").add("lan"))
        .put("headers", new JsonObject().put("X-Key", "word" + i))
        .put("expect", new JsonObject().put("status", "2xx").put("body", "ok"))
        .encode();
  }

  private static List<Former> known(Reading running) {
    return running.settings().services().stream().map(Former::of).toList();
  }

  private static EditPlan change(Reading running) {
    JsonObject other = new JsonObject(entry(400)).put("interval", "30s");
    return EditPlan.of(
            Edit.change(Kind.SERVICE, "s-400", other, Optional.empty(), "admin"), running, NOW)
        .plan()
        .orElseThrow();
  }

  private Supplier<?> start(Reading running, int count) {
    Additions entries = entries(count);
    List<Former> known = known(running);
    return () -> file.withWhatFits(entries, known);
  }

  @Test
  void each_is_read_at_a_start_as_quickly_as_one_of_a_thousand() {
    Growth.isEven(start(tenth, TENTH), start(running, MANY));
  }

  private static Supplier<?> oneIsChanged(Reading running) {
    List<Former> known = known(running);
    return () -> {
      EditPlan plan = change(running);
      Reading read = running.with(plan.next(), known);
      assertThat(Changes.between(running, read).services().changed()).hasSize(1);
      return plan.made(read);
    };
  }

  @Test
  void a_change_of_one_is_read_and_compared_as_quickly_beside_each_of_the_others() {
    Growth.isEven(oneIsChanged(tenth), oneIsChanged(running));
  }

  @Test
  void what_is_shown_of_each_is_put_together_as_quickly() {
    Growth.isEven(() -> Inventory.of(tenth), () -> Inventory.of(running));
  }

  /** The file has taken all their names meanwhile. */
  @Test
  void so_it_is_when_none_of_them_holds() {
    Reading outdone = outdone(MANY);
    Reading fewer = outdone(TENTH);
    Growth.isEven(() -> Inventory.of(fewer), () -> Inventory.of(outdone));
    assertThat(Inventory.of(outdone).services())
        .hasSize(MANY + 1)
        .last()
        .matches(Inventory.Item::outdone);
  }

  private Reading outdone(int count) {
    Additions entries = entries(count);
    PageEntries none =
        new PageEntries(
            entries,
            entries.all().stream().map(each -> new PageEntries.LeftOut(each, List.of())).toList());
    return new Reading(
        file.source(),
        file.settings(),
        file.keys(),
        file.files(),
        file.names(),
        none,
        file.shelf(),
        file.own(),
        file.unused());
  }
}
