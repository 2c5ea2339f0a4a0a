package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.config.ConfigLoader.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a host makes of its own file where all share another one. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SharedReadingTest {
  private static final String BOX = "services:\n  - {name: Box, url: \"http://box/\"}\n";
  private static final String NAS = BOX + "  - {name: Nas, url: \"http://nas/\"}\n";
  private static final Revision.Origin PARIS = new Revision.Origin(ZoneId.of("Europe/Paris"), "fr");

  @TempDir Path folder;

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "HOMEBOX_URL", "off",
              "NERON_URL", "off",
              "DATABASE_URL", "jdbc:postgresql://db/cp",
              "CLUSTER_ENABLED", "true",
              "CLUSTER_NODE_NAME", "barn"));

  @BeforeEach
  void ownFile() {
    own("web: {port: 9000, title: Barn}\ncheck_interval: 7\n" + BOX);
  }

  private void own(String text) {
    new Loading(folder).yaml(text);
  }

  private Reading alone() {
    return ConfigLoader.read(new Source(folder, Optional.empty(), Optional.empty(), environment));
  }

  private static Revision of(String text) {
    return new Revision(3, "attic", Instant.EPOCH, text, PARIS);
  }

  private Reading by(String text) {
    return alone().by(of(text), List.of());
  }

  private static List<String> names(Reading reading) {
    return reading.settings().services().stream().map(ServiceConfig::name).toList();
  }

  private static List<String> remarks(Reading reading) {
    return reading.settings().remarks().stream().map(Remark::text).toList();
  }

  @Test
  void of_its_own_file_only_what_waits_for_a_restart_counts() {
    Reading reading =
        by("homebox_url: off\nneron_url: off\nweb: {port: 7000, title: Attic}\n" + NAS);
    assertThat(names(reading)).containsExactly("Box", "Nas");
    assertThat(reading.settings().web().port()).isEqualTo(9000);
    assertThat(reading.settings().web().title()).isEqualTo("Attic");
    assertThat(reading.settings().telling().defaultInterval()).hasSeconds(300);
    assertThat(remarks(reading))
        .contains("the file of attic holds for all hosts: of ours only keys marked ↻ do");
  }

  @Test
  void keys_of_this_host_are_not_looked_at_in_what_all_share() {
    own("database_url: jdbc:postgresql://db/cp\nlog_level: DEBUG\n");
    environment.remove("DATABASE_URL");
    Reading reading =
        by("database_url: ${NOT_SET_HERE}\ndatabase_user: ${NOR_THIS}\nlog_level: nonsense\n");
    assertThat(reading.settings().log().level()).isEqualTo("DEBUG");
    assertThat(reading.settings().cluster()).isPresent();
  }

  @Test
  void variables_in_the_text_mean_what_this_host_says() {
    environment.put("WHERE", "here");
    Reading reading = by("services:\n  - {name: Box, url: \"http://${WHERE}/\"}\n");
    assertThat(reading.settings().services())
        .singleElement()
        .extracting(service -> service.ask().shownUrl())
        .isEqualTo("http://here/");
  }

  @Test
  void what_the_environment_says_otherwise_is_named_and_not_used() {
    environment.put("CHECK_INTERVAL", "60");
    environment.put("MAX_RESPONSE_TIME", "5");
    environment.put("HOMEBOX_SERVICES", "Main:7745");
    environment.put("HOMEBOX_URL", "http://localhost:7745");
    Reading reading = by("homebox_url: off\nneron_url: off\ncheck_interval: 120\n" + BOX);
    assertThat(reading.settings().telling().defaultInterval()).hasSeconds(120);
    assertThat(reading.unused())
        .containsExactlyInAnyOrder("CHECK_INTERVAL", "HOMEBOX_SERVICES", "HOMEBOX_URL");
    assertThat(remarks(reading))
        .contains(
            "CHECK_INTERVAL in the environment is not used: the configuration that all hosts share"
                + " says otherwise — write it into the file, or take it away here");
    assertThat(names(reading)).containsExactly("Box");
  }

  @Test
  void telegram_and_what_nobody_may_see_are_this_hosts_own() {
    environment.put("TELEGRAM_BOT_TOKEN", "1:own");
    environment.put("TELEGRAM_CHAT_ID", "7");
    environment.put("WEB_API_TOKEN", "a-token-of-this-host");
    Reading reading = by(BOX);
    assertThat(reading.unused()).containsExactlyInAnyOrder("HOMEBOX_URL", "NERON_URL");
    assertThat(reading.settings().telling().channels()).hasSize(1);
    assertThat(reading.settings().web().access().token()).isPresent();
  }

  @Test
  void zone_and_language_are_those_of_whose_file_it_is() {
    environment.put("LANG", "en_US.UTF-8");
    Reading reading = by(BOX);
    assertThat(reading.settings().process().timeZone()).isEqualTo(PARIS.zone());
    assertThat(reading.settings().process().language()).isEqualTo(Locale.FRENCH);
    assertThat(by("language: en\n" + BOX).settings().process().language())
        .isEqualTo(Locale.ENGLISH);
  }

  @Test
  void faults_of_what_all_share_say_whose_file_it_is() {
    assertThatThrownBy(() -> by("intervall: 5\n"))
        .isInstanceOf(ConfigFaults.class)
        .hasMessageStartingWith("the file of attic:1: intervall: is not known");
  }

  @Test
  void when_it_is_read_again_its_own_file_is_to_hold_for_all() {
    Reading reading = by(NAS);
    assertThat(reading.source().shared()).contains(of(NAS));
    Reading again = reading.again(List.of());
    assertThat(names(again)).containsExactly("Box");
    assertThat(again.settings().telling().defaultInterval()).hasSeconds(7);
    Revision offered = again.source().shared().orElseThrow();
    assertThat(offered.number()).isZero();
    assertThat(offered.node()).isEqualTo("barn");
    assertThat(offered.text()).isEqualTo(again.own().orElseThrow());
  }

  @Test
  void what_stands_beside_its_own_file_may_change_without_that() throws IOException {
    Reading reading = by("web: {title: \"${TITLE:-none}\"}\n" + NAS);
    Files.writeString(folder.resolve(".env"), "TITLE=ours\n");
    Reading changed = reading.changed(List.of());
    assertThat(changed.settings().web().title()).isEqualTo("ours");
    assertThat(names(changed)).containsExactly("Box", "Nas");
    own(BOX);
    assertThat(names(reading.changed(List.of()))).containsExactly("Box");
  }

  @Test
  void a_broken_file_of_its_own_does_not_keep_it_from_what_all_share() {
    Reading alone = alone();
    own("{");
    assertThat(names(alone.by(of(NAS), List.of()))).containsExactly("Box", "Nas");
  }

  @Test
  void who_has_no_file_offers_none() throws IOException {
    Files.delete(folder.resolve(Place.OURS));
    Reading reading = alone();
    assertThat(reading.offer()).isEmpty();
    assertThat(reading.hash()).isEmpty();
    Reading shared = reading.by(of(NAS), List.of());
    assertThat(names(shared)).containsExactly("Box", "Nas");
    assertThatThrownBy(() -> shared.again(List.of()))
        .isInstanceOf(ConfigFaults.class)
        .hasMessageContaining("there is no configuration file here that could hold for all");
  }
}
