package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the predecessor's README says of its configuration, row by row, in its own words. What it
 * says of its commands, messages and files is {@code SeedIT}.
 */
class SeedTest {
  private static final String TOKEN = "123456:ABCdefGHI";

  @TempDir Path folder;

  private Settings with(String... environment) {
    var all = new HashMap<String, String>();
    for (int n = 0; n < environment.length; n += 2) {
      all.put(environment[n], environment[n + 1]);
    }
    return new Loading(folder).load(all);
  }

  private static String url(Settings settings, String id) {
    return settings.services().stream()
        .filter(service -> service.id().equals(id))
        .findFirst()
        .orElseThrow()
        .ask()
        .shownUrl();
  }

  /** What it is where nothing is set, and what it is where this is. */
  private <T> void row(
      String variable, String written, Function<Settings, T> what, T fallback, T meant) {
    assertThat(what.apply(with())).isEqualTo(fallback);
    assertThat(what.apply(with(variable, written))).isEqualTo(meant);
    Loading file = new Loading(folder).file(".env", variable + "=" + written + "\n");
    assertThat(what.apply(file.load())).as("in .env").isEqualTo(meant);
  }

  private static Timing timing(Settings settings) {
    return settings.process().usual();
  }

  @Test
  @DisplayName("`TELEGRAM_BOT_TOKEN` — Token du bot Telegram (format: `123456:ABCdefGHI...`)")
  void telegram_bot_token() {
    row(
        "TELEGRAM_BOT_TOKEN",
        TOKEN,
        settings -> settings.telling().telegram().token().map(Secret::reveal).orElse("-"),
        "-",
        TOKEN);
  }

  @Test
  @DisplayName("`TELEGRAM_CHAT_ID` — ID du chat Telegram")
  void telegram_chat_id() {
    row(
        "TELEGRAM_CHAT_ID",
        "4242",
        settings -> settings.telling().telegram().chat().orElse("-"),
        "-",
        "4242");
  }

  @Test
  @DisplayName("Obligatoire ✅: both of them; one alone is said, and alerts go to the log")
  void telegram_needs_both() {
    Settings both = with("TELEGRAM_BOT_TOKEN", TOKEN, "TELEGRAM_CHAT_ID", "4242");
    assertThat(both.telling().channels()).hasSize(1);
    Settings one = with("TELEGRAM_BOT_TOKEN", TOKEN);
    assertThat(one.telling().channels()).isEmpty();
    assertThat(Loading.texts(one)).anyMatch(line -> line.startsWith("TELEGRAM_CHAT_ID is missing"));
  }

  @Test
  @DisplayName("`HOMEBOX_URL` `http://localhost:7745` — URL de Homebox")
  void homebox_url() {
    row(
        "HOMEBOX_URL",
        "http://votre-homebox:7745",
        settings -> url(settings, "homebox"),
        "http://localhost:7745/",
        "http://votre-homebox:7745/");
  }

  @Test
  @DisplayName("`NERON_URL` `http://localhost:3000` — URL de Neron")
  void neron_url() {
    row(
        "NERON_URL",
        "http://votre-neron:3000",
        settings -> url(settings, "neron"),
        "http://localhost:3000/",
        "http://votre-neron:3000/");
  }

  @Test
  @DisplayName("`CHECK_INTERVAL` `300` — Intervalle entre checks (secondes)")
  void check_interval() {
    row(
        "CHECK_INTERVAL",
        "60",
        settings -> timing(settings).interval(),
        Duration.ofMinutes(5),
        Duration.ofSeconds(60));
  }

  @Test
  @DisplayName("`CHECK_TIMEOUT` `10` — Timeout HTTP (secondes)")
  void check_timeout() {
    row(
        "CHECK_TIMEOUT",
        "3",
        settings -> timing(settings).timeout(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3));
  }

  @Test
  @DisplayName("`MAX_RESPONSE_TIME` `5.0` — Seuil d'alerte temps de réponse (s)")
  void max_response_time() {
    row(
        "MAX_RESPONSE_TIME",
        "2.5",
        settings -> timing(settings).maxResponseTime(),
        Duration.ofSeconds(5),
        Duration.ofMillis(2_500));
  }

  @Test
  @DisplayName("`DATABASE_PATH` `data/history.db` — Chemin de la base de données")
  void database_path() {
    row(
        "DATABASE_PATH",
        "autre/base.db",
        settings -> folder.relativize(settings.database().path()).toString(),
        "data/history.db",
        "autre/base.db");
  }

  @Test
  @DisplayName("`config/config.yaml` optionnelle; les variables d'environnement ont la priorité")
  void config_yaml_and_the_environment_before_it() {
    var in =
        new Loading(folder)
            .file("config/config.yaml", "check_interval: 120\nlog_level: \"DEBUG\"\n");
    assertThat(timing(in.load()).interval()).isEqualTo(Duration.ofMinutes(2));
    assertThat(in.load().log().level()).isEqualTo("DEBUG");
    assertThat(timing(in.load(Map.of("CHECK_INTERVAL", "30"))).interval())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  @DisplayName("`cp .env.example .env`, then « Remplir les valeurs obligatoires »")
  void env_example_with_the_values_of_the_seed() throws IOException {
    String filled =
        Files.readString(Path.of(".env.example"))
            .replace("TELEGRAM_BOT_TOKEN=\n", "TELEGRAM_BOT_TOKEN=" + TOKEN + "\n")
            .replace("TELEGRAM_CHAT_ID=\n", "TELEGRAM_CHAT_ID=4242\n")
            .replace("#HOMEBOX_URL=http://localhost:7745", "HOMEBOX_URL=http://votre-homebox:7745")
            .replace("#NERON_URL=http://localhost:3000", "NERON_URL=http://votre-neron:3000");
    Settings settings = new Loading(folder).file(".env", filled).load();
    assertThat(settings.telling().channels()).hasSize(1);
    assertThat(url(settings, "homebox")).isEqualTo("http://votre-homebox:7745/");
    assertThat(url(settings, "neron")).isEqualTo("http://votre-neron:3000/");
  }

  @Test
  @DisplayName("Prérequis: a token that is none is said, and not shown")
  void a_token_of_another_form_is_a_mistake() {
    assertThat(new Loading(folder).faults(Map.of("TELEGRAM_BOT_TOKEN", "votre_token_ici")))
        .hasSize(1)
        .allMatch(fault -> fault.contains("TELEGRAM_BOT_TOKEN"))
        .noneMatch(fault -> fault.contains("votre_token_ici"));
  }
}
