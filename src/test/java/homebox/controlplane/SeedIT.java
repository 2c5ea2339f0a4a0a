package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarCall;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the predecessor's README says of its commands, messages, files and queries, section by
 * section, by the real jar. {@code python app.py} is {@code java -jar control-plane.jar}. Its
 * variables are {@code SeedTest}, screen and systemd {@code InstallTest}, Docker {@code DockerIT}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SeedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final FakeTelegram telegram = new FakeTelegram();
  private final Site homebox = Site.start();
  private final Site neron = Site.start();

  @BeforeEach
  void remplir_les_valeurs_obligatoires() throws IOException {
    String filled =
        Files.readString(Path.of(".env.example"))
            .replace("TELEGRAM_BOT_TOKEN=\n", "TELEGRAM_BOT_TOKEN=" + FakeTelegram.TOKEN + "\n")
            .replace("TELEGRAM_CHAT_ID=\n", "TELEGRAM_CHAT_ID=" + FakeTelegram.CHAT + "\n")
            .replace("#HOMEBOX_URL=http://localhost:7745", "HOMEBOX_URL=" + homebox.url())
            .replace("#NERON_URL=http://localhost:3000", "NERON_URL=" + neron.url());
    Files.writeString(folder.resolve(".env"), filled);
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config/config.yaml"), "check_interval: 0.2\nlog_level: \"DEBUG\"\n");
  }

  @AfterEach
  void close() {
    homebox.close();
    neron.close();
    telegram.close();
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(Map.of("WEB_PORT", "0", "TELEGRAM_API_URL", telegram.url()));
    environment.put("LANG", "fr_FR.UTF-8");
    environment.put("RETRY_ATTEMPTS", "0");
    environment.put("CONTROL_PLANE_ALERTING_GROUP_WAIT", "0");
    return environment;
  }

  private JarProcess run() {
    return JarProcess.start(folder, environment());
  }

  private JarCall call(String... arguments) {
    return JarCall.of(folder, environment(), arguments);
  }

  private String message(int number) {
    return telegram.awaitMessages(number, PATIENCE).get(number - 1).text();
  }

  @Test
  @DisplayName("Types de notifications: ALERTE, AVERTISSEMENT, RÉCUPÉRATION, INFO")
  void types_de_notifications() {
    var environment = environment();
    environment.put("MAX_RESPONSE_TIME", "2");
    try (JarProcess jar = JarProcess.start(folder, environment)) {
      assertThat(message(1)).startsWith("ℹ️ Control Plane démarré"); // INFO: Démarrage
      jar.awaitState("homebox", "UP");
      homebox.answers(500);
      assertThat(message(2)).startsWith("🔴 ALERTE — Service DOWN\nHomebox\n");
      homebox.answers(200);
      assertThat(message(3)).startsWith("🟢 RÉCUPÉRATION — Service UP\nHomebox\n");
      neron.takes(3_000);
      assertThat(message(4)).startsWith("⚠️ AVERTISSEMENT — Performance dégradée\nNeron\n");
      neron.takes(0);
      assertThat(message(5)).startsWith("🟢 RÉCUPÉRATION — Service UP\nNeron\n");
      assertThat(jar.stop()).isZero();
    }
    assertThat(telegram.messages()).hasSize(5); // Détection intelligente: at changes alone
  }

  @Test
  @DisplayName("Mode monitoring continu, Base de données et Logs: `python app.py`")
  void mode_monitoring_continu() throws Exception {
    Path history = folder.resolve("data/history.db"); // créé automatiquement
    try (JarProcess jar = run()) {
      jar.awaitState("homebox", "UP");
      jar.awaitState("neron", "UP");
      neron.answers(500);
      jar.awaitState("neron", "DOWN");
      jar.await(
          "ten checks, and failed ones among them",
          () ->
              Database.number(history, "SELECT count(*) FROM checks") >= 10
                  && Database.number(history, "SELECT count(*) FROM checks WHERE is_healthy = 0")
                      > 1);
      requetesUtiles(history);
      assertThat(jar.stop()).isZero();
      assertThat(jar.lines()).noneMatch(line -> line.contains(" DEBUG [io.")); // ours alone
    }
    List<String> log = Files.readAllLines(folder.resolve("logs/control-plane.log"));
    assertThat(log).anyMatch(line -> line.contains(" DEBUG homebox: GOOD, HTTP 200"));
    assertThat(log).anyMatch(line -> line.contains(" INFO ") && line.contains("Neron is DOWN"));
  }

  /** The three of the README, as they stand there, and the columns of its table. */
  private static void requetesUtiles(Path history) {
    List<List<String>> last =
        Database.ask(history, "SELECT * FROM checks ORDER BY timestamp DESC LIMIT 10;");
    assertThat(last).hasSize(10).allMatch(row -> row.size() == 7);
    List<List<String>> uptime =
        Database.ask(
            history,
            """
            SELECT
                service_name,
                COUNT(*) as total,
                SUM(is_healthy) as successes,
                ROUND(SUM(is_healthy) * 100.0 / COUNT(*), 2) as uptime_pct
            FROM checks
            GROUP BY service_name;
            """);
    assertThat(uptime).extracting(row -> row.get(0)).containsExactly("Homebox", "Neron");
    assertThat(uptime.get(0).get(3)).isEqualTo("100.0");
    assertThat(Double.parseDouble(uptime.get(1).get(3))).isBetween(0.01, 99.99);
    List<List<String>> incidents =
        Database.ask(
            history,
            """
            SELECT * FROM checks
            WHERE is_healthy = 0
            ORDER BY timestamp DESC
            LIMIT 20;
            """);
    assertThat(incidents).isNotEmpty().allMatch(row -> row.get(1).equals("Neron"));
    assertThat(
            Database.ask(
                history,
                "SELECT id, service_name, timestamp, is_healthy, response_time, status_code, error"
                    + " FROM checks WHERE is_healthy = 0 LIMIT 1"))
        .allMatch(row -> row.get(5).equals("500") && !row.get(6).isEmpty());
  }

  @Test
  @DisplayName("Vérification unique: `python app.py check`")
  void verification_unique() {
    JarCall well = call("check");
    assertThat(well.exit()).isZero();
    assertThat(well.out()).contains("Homebox", "Neron");
    neron.answers(500);
    assertThat(call("check").exit()).isEqualTo(1);
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(telegram.messages()).isEmpty();
  }

  @Test
  @DisplayName("Asynchrone - « Vérifications parallèles pour de meilleures performances »")
  void verifications_paralleles() {
    homebox.takes(3_000);
    neron.takes(3_000);
    List<JsonObject> asked =
        new JsonObject(call("check", "--json").out())
            .getJsonArray("services").stream().map(JsonObject.class::cast).toList();
    assertThat(asked).hasSize(2).allMatch(each -> each.getLong("response_time_ms") >= 3_000);
    var first = OffsetDateTime.parse(asked.get(0).getString("at"));
    var second = OffsetDateTime.parse(asked.get(1).getString("at"));
    assertThat(Duration.between(first, second).abs()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  @DisplayName("Générer un rapport: `python app.py report`")
  void generer_un_rapport() {
    assertThat(call("report").exit()).isZero();
    assertThat(telegram.messages())
        .extracting(Message::text)
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("📊 RAPPORT DE STATUT\n"));
  }

  @Test
  @DisplayName("Diagnostic rapide: `python3 diagnose.py`")
  void diagnostic_rapide() {
    JarCall diagnose = call("diagnose");
    assertThat(diagnose.exit()).as(diagnose.out()).isZero();
    assertThat(diagnose.out()).contains("Homebox", "Neron", "telegram", "Nothing must be mended.");
    assertThat(telegram.messages()).isEmpty();
  }

  @Test
  @DisplayName("Tests: « Test de connexion Telegram »")
  void test_de_connexion_telegram() {
    assertThat(call("notify-test").exit()).isZero();
    assertThat(message(1)).contains("Message de test", "Ce canal fonctionne.");
  }

  @Test
  @DisplayName("chat_id: « Envoyer un message à votre bot », « Copier la valeur de chat.id »")
  void chat_id_de_get_updates() throws Exception {
    telegram.update(
        new JsonObject(
            "{\"update_id\": 1, \"message\": {\"chat\": {\"id\": 4242, \"type\": \"private\","
                + " \"first_name\": \"Ada\"}, \"text\": \"bonjour\"}}"));
    var environment = environment();
    environment.put("TELEGRAM_BOT_TOKEN", FakeTelegram.TOKEN);
    Path none = Files.createFile(folder.resolve("none.env"));
    JarCall test = JarCall.of(folder, environment, "--env-file", none.toString(), "notify-test");
    assertThat(test.out() + test.err()).contains("TELEGRAM_CHAT_ID=4242");
  }
}
