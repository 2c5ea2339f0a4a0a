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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is added in the page holds beside the file, is checked like it, and gives way to it. */
class PageEntriesTest {
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final String BOX = "services:\n  - {name: Box, url: \"http://box/\"}\n";

  @TempDir private Path folder;
  private Reading running;

  private void file(String text) throws IOException {
    Files.writeString(folder.resolve("c.yaml"), text);
  }

  private void start(String text, Map<String, String> environment) throws IOException {
    file(text);
    running =
        ConfigLoader.read(
            new Source(folder, Optional.of(Path.of("c.yaml")), Optional.empty(), environment));
  }

  private void start(String text) throws IOException {
    start(text, Map.of());
  }

  private List<Former> known() {
    return running.settings().services().stream().map(Former::of).toList();
  }

  /** As the reloads do it, less the database. */
  private Edited edit(Edit edit) {
    EditPlan.Outcome outcome = EditPlan.of(edit, running, NOW);
    if (outcome.plan().isEmpty()) {
      return outcome.edited().orElseThrow();
    }
    EditPlan plan = outcome.plan().get();
    try {
      Reading read = running.with(plan.next(), known());
      running = read;
      return new Edited.Done(plan.made(read));
    } catch (ConfigFaults faults) {
      return plan.refused(faults);
    }
  }

  private static JsonObject nas() {
    return new JsonObject().put("name", "NAS").put("url", "http://nas/");
  }

  private Edited add(JsonObject service) {
    return edit(Edit.add(Kind.SERVICE, service, "admin"));
  }

  private static Addition done(Edited edited) {
    assertThat(edited).isInstanceOf(Edited.Done.class);
    return ((Edited.Done) edited).entry();
  }

  private static List<String> wrong(Edited edited) {
    assertThat(edited).isInstanceOf(Edited.Wrong.class);
    return texts(((Edited.Wrong) edited).faults());
  }

  private static List<String> texts(List<Fault> faults) {
    return faults.stream().map(each -> each.path() + ": " + each.what()).toList();
  }

  private List<String> ids() {
    return running.settings().services().stream().map(ServiceConfig::id).toList();
  }

  @Test
  void a_service_is_added_behind_those_of_the_file_with_an_id_of_its_own() throws IOException {
    start(BOX);
    Addition nas = done(add(nas().put("interval", 30).put("tags", new JsonArray().add("a, b"))));
    assertThat(nas.id()).isEqualTo("nas");
    assertThat(ids()).containsExactly("box", "nas");
    assertThat(running.settings().added()).containsExactly("nas");
    ServiceConfig service = running.settings().services().get(1);
    assertThat(service.timing().interval()).hasSeconds(30);
    assertThat(service.label().tags()).containsExactly("a, b");
    assertThat(done(add(nas().put("group", "Other"))).id()).startsWith("nas-").hasSize(12);
  }

  @Test
  void all_faults_come_at_once_with_their_places_in_the_entry() throws IOException {
    start(BOX);
    JsonObject bad =
        new JsonObject()
            .put("name", "Box")
            .put("intervall", 5)
            .put("timeout", "soon")
            .put("expect", new JsonObject().put("status", new JsonArray().add("200").add("abc")))
            .put("channels", new JsonArray().add("none"))
            .put("depends_on", "Nobody");
    assertThat(wrong(add(bad)))
        .anySatisfy(
            text -> assertThat(text).startsWith("intervall: is not known").contains("interval"))
        .anySatisfy(text -> assertThat(text).startsWith("timeout: \"soon\""))
        .anySatisfy(text -> assertThat(text).startsWith("expect.status[1]: \"abc\""))
        .anySatisfy(text -> assertThat(text).startsWith("url: is missing"))
        .anySatisfy(text -> assertThat(text).startsWith("channels: \"none\" is no channel"))
        .anySatisfy(
            text ->
                assertThat(text)
                    .startsWith("name: \"Box\" is the name of services[0] (line 2) too"));
    assertThat(ids()).containsExactly("box");
  }

  @Test
  void who_goes_in_a_circle_with_the_file_is_told_so() throws IOException {
    start(BOX);
    done(add(nas().put("depends_on", "Box")));
    assertThat(
            edit(Edit.change(Kind.SERVICE, "nas", nas().put("depends_on", "NAS"), any(), "admin")))
        .isInstanceOf(Edited.Wrong.class);
  }

  @Test
  void what_another_one_needs_does_not_go() throws IOException {
    start(BOX);
    done(add(nas()));
    done(add(nas().put("name", "Photos").put("depends_on", "NAS")));
    Edited refused = edit(Edit.remove(Kind.SERVICE, "nas", any(), "admin"));
    assertThat(refused).isInstanceOf(Edited.Needed.class);
    assertThat(texts(((Edited.Needed) refused).faults()))
        .singleElement()
        .asString()
        .startsWith("services[photos].depends_on: \"NAS\" is no service");
    done(edit(Edit.remove(Kind.SERVICE, "photos", any(), "admin")));
    done(edit(Edit.remove(Kind.SERVICE, "nas", any(), "admin")));
    assertThat(ids()).containsExactly("box");
  }

  private static Optional<Long> any() {
    return Optional.empty();
  }

  @Test
  void who_looked_at_another_version_changes_nothing() throws IOException {
    start(BOX);
    Addition first = done(add(nas()));
    Optional<Long> seen = Optional.of(first.version());
    Addition second =
        done(edit(Edit.change(Kind.SERVICE, "nas", nas().put("interval", 5), seen, "admin")));
    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(edit(Edit.change(Kind.SERVICE, "nas", nas(), seen, "api")))
        .isEqualTo(new Edited.Stale(second));
    assertThat(edit(Edit.remove(Kind.SERVICE, "nas", seen, "api")))
        .isEqualTo(new Edited.Stale(second));
    assertThat(running.settings().services().get(1).timing().interval()).hasSeconds(5);
  }

  @Test
  void what_stands_in_the_file_is_changed_there() throws IOException {
    start(BOX + "channels:\n  - {name: hook, webhook: {url: \"http://hook/\"}}\n");
    var ofFile = new Edited.OfFile(Optional.of("c.yaml"));
    assertThat(edit(Edit.change(Kind.SERVICE, "box", nas(), any(), "admin"))).isEqualTo(ofFile);
    assertThat(edit(Edit.remove(Kind.SERVICE, "box", any(), "admin"))).isEqualTo(ofFile);
    assertThat(edit(Edit.remove(Kind.CHANNEL, "hook", any(), "admin"))).isEqualTo(ofFile);
    assertThat(edit(Edit.remove(Kind.SERVICE, "none", any(), "admin")))
        .isEqualTo(new Edited.Missing());
    assertThat(wrong(add(nas().put("id", "box"))))
        .singleElement()
        .asString()
        .startsWith("id: \"box\" is the id of a service of the file");
  }

  @Test
  void the_file_wins_when_it_takes_a_name_or_an_id() throws IOException {
    start(BOX);
    done(add(nas().put("interval", 77)));
    done(add(nas().put("name", "Photos").put("url", "http://photos/")));
    file(
        BOX
            + "  - {name: NAS, url: \"http://other/\"}\n  - {name: P, id: photos, url: \"http://p/\"}\n");
    running = running.again(known());
    assertThat(ids()).containsExactly("box", "nas", "photos");
    assertThat(running.settings().added()).isEmpty();
    assertThat(running.page().leftOut())
        .extracting(PageEntries.LeftOut::line)
        .allSatisfy(line -> assertThat(line).contains("the file wins"))
        .hasSize(2);
    file(BOX);
    running = running.again(known());
    assertThat(running.settings().added()).containsExactlyInAnyOrder("nas", "photos");
    assertThat(running.settings().services().get(1).timing().interval()).hasSeconds(77);
  }

  @Test
  void another_service_of_the_file_at_the_same_url_takes_no_id_from_the_page() throws IOException {
    start(BOX);
    done(add(nas()));
    file(BOX + "  - {name: Second, url: \"http://nas/\"}\n");
    running = running.again(known());
    assertThat(ids()).containsExactly("box", "second", "nas");
  }

  @Test
  void a_file_that_takes_away_what_the_page_needs_is_refused_while_we_run() throws IOException {
    start(BOX);
    done(add(nas().put("depends_on", "Box")));
    file("services:\n  - {name: Other, url: \"http://other/\"}\n");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    ConfigFaults.class, () -> running.again(known()))
                .faults())
        .singleElement()
        .asString()
        .startsWith("settings page: services[nas].depends_on: \"Box\" is no service");
  }

  @Test
  void at_a_start_what_does_not_fit_is_left_out_and_the_rest_is_watched() throws IOException {
    start(BOX);
    done(add(nas().put("depends_on", "Box")));
    done(add(nas().put("name", "Child").put("depends_on", "NAS")));
    done(add(nas().put("name", "Free")));
    Additions added = running.page().all();
    start("services:\n  - {name: Other, url: \"http://other/\"}\n");
    running = running.withWhatFits(added, List.of());
    assertThat(ids()).containsExactly("other", "free");
    assertThat(running.page().leftOut()).hasSize(2);
    assertThat(running.page().all()).isEqualTo(added);
    assertThat(ids(running.again(known()))).containsExactly("other", "free");
    done(add(nas().put("name", "More")));
    done(edit(Edit.change(Kind.SERVICE, "nas", nas(), any(), "admin")));
    assertThat(ids()).contains("nas", "more");
  }

  private static List<String> ids(Reading reading) {
    return reading.settings().services().stream().map(ServiceConfig::id).toList();
  }

  @Test
  void the_file_has_to_be_right_without_the_page() throws IOException {
    start(BOX);
    done(add(nas()));
    file(
        BOX
            + "    depends_on: NAS\n"
                .replace("    ", "  - {name: C, url: \"http://c/\", ")
                .replace("\n", "}\n"));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    ConfigFaults.class, () -> running.again(known()))
                .faults())
        .singleElement()
        .asString()
        .startsWith("c.yaml:3: services[1].depends_on: \"NAS\" is no service");
  }

  @Test
  void an_edit_is_tried_on_the_file_as_it_was_read() throws IOException {
    start(BOX);
    file("services: [ {name: half");
    done(add(nas()));
    assertThat(ids()).containsExactly("box", "nas");
  }

  @Test
  void nobody_reads_the_environment_through_the_page() throws IOException {
    start(BOX, Map.of("SECRET", "hidden", "CONTROL_PLANE_NAME", "x"));
    done(add(nas().put("description", "${SECRET} $${SECRET}")));
    assertThat(running.settings().services().get(1).label().description())
        .isEqualTo("${SECRET} $${SECRET}");
  }

  @Test
  void defaults_are_watched_on_beside_what_the_page_adds() throws IOException {
    start("check_interval: 60\n");
    done(add(nas()));
    assertThat(ids()).containsExactly("homebox", "neron", "nas");
    assertThat(edit(Edit.remove(Kind.SERVICE, "homebox", any(), "admin")))
        .isInstanceOf(Edited.OfFile.class);
  }

  @Test
  void secrets_are_shown_to_nobody_and_stay_when_they_are_not_sent_again() throws IOException {
    start(BOX.replace("http://box/", "http://me:word@box/?key=${KEY}"), Map.of("KEY", "k"));
    JsonObject hook =
        new JsonObject()
            .put("name", "hook")
            .put(
                "webhook",
                new JsonObject()
                    .put("url", "http://hook/token")
                    .put("headers", new JsonObject().put("X-Key", "word1"))
                    .put("secret", "word2"));
    Addition added = done(edit(Edit.add(Kind.CHANNEL, hook, "admin")));
    assertThat(added.id()).isEqualTo("hook");
    done(add(nas().put("url", "http://me:word3@nas/x?key=word4").put("body", "word5")));
    Inventory inventory = Inventory.of(running);
    String shown =
        inventory.services().stream().map(item -> item.entry().encode()).toList().toString()
            + inventory.channels().stream().map(item -> item.entry().encode()).toList();
    assertThat(shown).doesNotContain("word", "token").contains("nas/x?key=…");
    JsonObject entry = inventory.find(Kind.CHANNEL, "hook").orElseThrow().entry();
    entry.getJsonObject("webhook").put("method", "PUT");
    Addition changed = done(edit(Edit.change(Kind.CHANNEL, "hook", entry, any(), "admin")));
    assertThat(changed.json().getJsonObject("webhook"))
        .isEqualTo(hook.getJsonObject("webhook").copy().put("method", "PUT"));
    JsonObject unset = entry.copy();
    unset
        .getJsonObject("webhook")
        .getJsonObject("headers")
        .put("X-Other", new JsonObject().put("set", true));
    assertThat(wrong(edit(Edit.change(Kind.CHANNEL, "hook", unset, any(), "admin"))))
        .containsExactly("webhook.headers.X-Other: is not set yet — write it");
    assertThat(running.settings().log().hidden()).contains(new Secret("word2"));
  }

  @Test
  void a_name_of_a_channel_stands_once() throws IOException {
    start(BOX);
    JsonObject hook =
        new JsonObject()
            .put("name", "hook")
            .put("slack", new JsonObject().put("webhook_url", "http://s/x"));
    done(edit(Edit.add(Kind.CHANNEL, hook, "admin")));
    assertThat(wrong(edit(Edit.add(Kind.CHANNEL, hook, "admin"))))
        .containsExactly("name: \"hook\" is another channel's name already — change one of them");
    assertThat(wrong(edit(Edit.add(Kind.CHANNEL, hook.copy().put("name", "log"), "admin"))))
        .hasSize(1);
    assertThat(
            wrong(
                edit(
                    Edit.change(
                        Kind.CHANNEL, "hook", hook.copy().put("name", "other"), any(), "admin"))))
        .singleElement()
        .asString()
        .startsWith("name: cannot be changed");
    done(add(nas().put("channels", "hook")));
    assertThat(edit(Edit.remove(Kind.CHANNEL, "hook", any(), "admin")))
        .isInstanceOf(Edited.Needed.class);
  }

  @Test
  void what_is_nested_without_end_is_refused() throws IOException {
    start(BOX);
    JsonObject deep = new JsonObject();
    for (int n = 0; n < 200; n++) {
      deep = new JsonObject().put("a", deep);
    }
    assertThat(wrong(add(nas().put("expect", deep)))).isNotEmpty();
  }
}
