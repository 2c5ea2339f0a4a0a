package homebox.controlplane;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.WriteLock;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many services that die at once, and somebody who says once that she cares about them all. */
final class AcknowledgeScene implements AutoCloseable {
  /** With so many the transaction takes a while. */
  static final int SERVICES = 40;

  static final String NOTE = "on my way";

  private static final JsonObject ANNA = FakeTelegram.person(7, "Anna");
  private static final String ALL = "ALERT — " + SERVICES + " services DOWN";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  final FakeTelegram telegram = new FakeTelegram();
  private final Site site = Site.start();
  private final Path folder;
  private JarProcess jar;
  private int from;

  AcknowledgeScene(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "check_interval: 500ms\ncheck_timeout: 5s\nretry_attempts: 0\n"
            + "alerting: {group_wait: 2s, startup_message: false, flapping: false}\nservices:\n"
            + IntStream.range(0, SERVICES)
                .mapToObj(n -> "  - {name: Box %d, url: \"%s%d\"}\n".formatted(n, site.url(), n))
                .collect(Collectors.joining()));
  }

  /** What stands of the open incidents on the disk: id, when, by whom, and with which words. */
  record Cared(List<List<String>> rows, long notes, long next) {
    int count() {
      return rows.size();
    }

    /** The bot has taken that update, as the disk says. */
    boolean past(long update) {
      return next == update + 1;
    }
  }

  Path database() {
    return folder.resolve("data/history.db");
  }

  void start() {
    jar =
        JarProcess.start(
            folder, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), telegram.environment());
  }

  /** All are DOWN anew, it is told, and nobody cares yet. */
  void die() {
    site.answers(200);
    await("all to be well", () -> open() == 0 && untold() == 0);
    from = telegram.messages().size();
    site.answers(500);
    await("all to be DOWN, and told", () -> open() == SERVICES && untold() == 0);
  }

  private long open() {
    return Files.exists(database()) ? number("FROM incident WHERE ended IS NULL") : -1;
  }

  private long untold() {
    return number("FROM message WHERE channel = 'telegram' AND state IN ('DUE', 'SENDING')");
  }

  private long number(String rows) {
    return Database.number(database(), "SELECT count(*) " + rows);
  }

  /** The message that names them all, if it is one. */
  Optional<Message> alert() {
    return heard().filter(each -> each.text().contains(ALL)).findFirst();
  }

  private java.util.stream.Stream<Message> heard() {
    return telegram.messages().stream().skip(from);
  }

  /** How often it was answered that all of them are taken care of. */
  long answers() {
    return heard().filter(each -> each.text().startsWith(SERVICES + " acknowledged")).count();
  }

  /** The update's id. */
  long command() {
    return telegram.write(FakeTelegram.CHAT, ANNA, "/ack * " + NOTE);
  }

  /** The update's id. */
  long press(Message alert) {
    return telegram.press(FakeTelegram.CHAT, ANNA, alert.id(), "A:");
  }

  WriteLock lock() {
    return WriteLock.on(database());
  }

  void kill() {
    jar.kill();
  }

  /** The database was away for too long: who asked was told that it was not done. */
  boolean refused() {
    return jar.lines().stream()
        .anyMatch(line -> line.contains("not carried out") || line.contains("button did nothing"));
  }

  Cared cared() {
    List<List<String>> rows =
        Database.ask(
            database(),
            "SELECT id, acknowledged, acknowledged_by, coalesce(acknowledged_note, '')"
                + " FROM incident WHERE ended IS NULL AND acknowledged IS NOT NULL ORDER BY id");
    long notes =
        number(
            "FROM incident_note WHERE incident IN (SELECT id FROM incident WHERE ended IS NULL)");
    return new Cared(
        rows, notes, Database.number(database(), "SELECT coalesce(max(next), 0) FROM bot"));
  }

  void await(String what, BooleanSupplier condition) {
    jar.await(what, PATIENCE, condition);
  }

  @Override
  public void close() {
    if (jar != null) {
      jar.close();
    }
    site.close();
    telegram.close();
  }
}
