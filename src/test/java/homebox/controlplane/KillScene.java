package homebox.controlplane;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Outbox;
import homebox.controlplane.testkit.Site;
import homebox.controlplane.testkit.WriteLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A site, a Telegram, and a process between them that is killed and started again. */
final class KillScene implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Two seconds, but for a machine that has no time. */
  private static final Duration START = Duration.ofMinutes(5);

  final FakeTelegram telegram = new FakeTelegram();
  final Site site = Site.start();
  private final Path folder;
  private final Outbox outbox;
  private Optional<WriteLock> lock = Optional.empty();
  private JarProcess jar;
  private int from;
  private long lastRow;

  KillScene(Path folder, String groupWait) throws IOException {
    this.folder = folder;
    this.outbox = new Outbox(database());
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/control-plane.yaml"),
        "check_interval: 200ms\ncheck_timeout: 5s\nretry_attempts: 1\nretry_delay: 50ms\n"
            + "alerting: {group_wait: "
            + groupWait
            + ", startup_message: false}\n"
            + "services:\n  - {name: Box, url: \""
            + site.url()
            + "\"}\n");
  }

  private Path database() {
    return folder.resolve("data/history.db");
  }

  void start() {
    jar =
        JarProcess.start(
            folder, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), telegram.environment());
  }

  /** All is well, nothing is to be told; what comes from now on is of this round. */
  void begin() {
    jar.awaitState("box", "UP");
    await("all to be told", () -> outbox.open() == 0);
    from = telegram.messages().size();
    lastRow = outbox.last();
  }

  /** From now on the database can be read only. May come from any thread. */
  synchronized void lock() {
    lock = Optional.of(WriteLock.on(database()));
  }

  /** Kills it; what stands as the alert's state on the disk then, empty for no row. */
  String kill() {
    jar.kill();
    release();
    telegram.heal();
    return outbox.state("ALERT", lastRow).orElse("");
  }

  private synchronized void release() {
    lock.ifPresent(WriteLock::close);
    lock = Optional.empty();
  }

  /** What was heard in this round. */
  List<String> heard() {
    return telegram.messages().stream().skip(from).map(Message::text).toList();
  }

  /** Waits for it, from when the process is there; false: it does not come. */
  boolean hears(String word) throws InterruptedException {
    jar.await("the start", START, () -> jar.lines().stream().anyMatch(KillScene::begun));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (heard().stream().noneMatch(text -> text.contains(word))) {
      if (System.nanoTime() > end) {
        jar.lines().forEach(System.out::println);
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return true;
  }

  private static boolean begun(String line) {
    return line.contains("watching 1 service");
  }

  /** Waits until the alert of this round stands so on the disk. */
  void awaitRow(String state) {
    await(state, () -> outbox.state("ALERT", lastRow).filter(state::equals).isPresent());
  }

  /** Waits until the alert of this round is on the disk, however it stands there. */
  void awaitRow() {
    await("a row", () -> outbox.state("ALERT", lastRow).isPresent());
  }

  /** Waits until nothing is left to be told. */
  void awaitSilence() {
    jar.awaitState("box", "UP");
    await("all to be told", () -> outbox.open() == 0);
  }

  void await(String what, BooleanSupplier condition) {
    jar.await(what, PATIENCE, condition);
  }

  @Override
  public void close() {
    if (jar != null) {
      jar.close();
    }
    release();
    site.close();
    telegram.close();
  }
}
