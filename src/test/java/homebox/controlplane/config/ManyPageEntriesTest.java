package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Addition.Kind;
import homebox.controlplane.config.ConfigLoader.Source;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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

/**
 * Ten thousand services that were added in the page. Times are those of the processor, the best of
 * some: others work on this machine too. What the clock says is a row of the bench.
 */
class ManyPageEntriesTest {
  private static final int MANY = 10_000;
  private static final int TRIES = 10;
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

  @TempDir private Path folder;
  private Reading file;
  private Reading running;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(
        folder.resolve("c.yaml"), "services:\n  - {name: Box, url: \"http://box/\"}\n");
    file =
        ConfigLoader.read(
            new Source(folder, Optional.of(Path.of("c.yaml")), Optional.empty(), Map.of()));
    running = file.withWhatFits(entries(), List.of());
    assertThat(running.settings().services()).hasSize(MANY + 1);
  }

  static Additions entries() {
    return new Additions(
        IntStream.range(0, MANY)
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

  private List<Former> known() {
    return running.settings().services().stream().map(Former::of).toList();
  }

  private static double seconds(double enough, Supplier<?> work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    for (int i = 0; i < TRIES && best >= enough; i++) {
      long began = threads.getCurrentThreadCpuTime();
      assertThat(work.get()).isNotNull();
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - began) / 1e9);
    }
    return best;
  }

  private EditPlan change() {
    JsonObject other = new JsonObject(entry(4_000)).put("interval", "30s");
    return EditPlan.of(
            Edit.change(Kind.SERVICE, "s-4000", other, Optional.empty(), "admin"), running, NOW)
        .plan()
        .orElseThrow();
  }

  @Test
  void they_are_read_at_a_start_within_a_second() {
    assertThat(seconds(1, () -> file.withWhatFits(entries(), known()))).isLessThan(1);
  }

  @Test
  void a_change_of_one_is_read_and_compared_within_a_second() {
    List<Former> known = known();
    double best =
        seconds(
            1,
            () -> {
              EditPlan plan = change();
              Reading read = running.with(plan.next(), known);
              assertThat(Changes.between(running, read).services().changed()).hasSize(1);
              return plan.made(read);
            });
    assertThat(best).isLessThan(1); // looking for each in the list of all took 1.7 s
  }

  @Test
  void what_is_shown_is_put_together_within_half_a_second() {
    assertThat(seconds(0.5, () -> Inventory.of(running))).isLessThan(0.5);
  }

  /** The file has taken all their names meanwhile. */
  @Test
  void so_it_is_when_none_of_them_holds() {
    PageEntries none =
        new PageEntries(
            entries(),
            entries().all().stream()
                .map(each -> new PageEntries.LeftOut(each, List.of()))
                .toList());
    Reading outdone =
        new Reading(
            file.source(),
            file.settings(),
            file.keys(),
            file.files(),
            file.names(),
            none,
            file.shelf(),
            file.own(),
            file.unused());
    assertThat(seconds(0.5, () -> Inventory.of(outdone))).isLessThan(0.5);
    assertThat(Inventory.of(outdone).services())
        .hasSize(MANY + 1)
        .last()
        .matches(Inventory.Item::outdone);
  }
}
