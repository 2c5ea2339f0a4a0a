package homebox.controlplane.bench;

import static homebox.controlplane.bench.Table.text;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.TelegramCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * From the answer that confirms an outage to the request at Telegram, the commit in between. Site
 * and Telegram live in this process, so that one clock measures; it starts before the answer is
 * written and stops when the request has been read whole.
 */
final class TelegramRows {
  private static final int WARM = 50;
  private static final int MEASURED = Integer.getInteger("alerts", 300);

  private final Table table;

  TelegramRows(Table table) {
    this.table = table;
  }

  void run() throws Exception {
    try (var telegram = new FakeTelegram();
        var alarms = new Alarms(WARM + MEASURED)) {
      Path folder = folder(alarms);
      try (JarProcess jar = JarProcess.start(folder, List.of(), environment(telegram))) {
        jar.await("every service to be asked", () -> alarms.asked() == WARM + MEASURED);
        Rig.pause(10);
        alarms.begin();
        telegram.awaitMessages(WARM + MEASURED, Duration.ofSeconds(2L * (WARM + MEASURED)));
        jar.stop();
      }
      report(alarms, telegram.calls());
      Rig.delete(folder);
    }
  }

  private static Path folder(Alarms alarms) throws IOException {
    Path folder = Files.createTempDirectory("control-plane-bench");
    var yaml = new StringBuilder("log_file: off\nweb: {port: 0}\nlanguage: en\n");
    yaml.append("check_interval: 5s\nretry_attempts: 0\n");
    yaml.append("alerting: {group_wait: 0, startup_message: false}\nservices:\n");
    for (int n = 0; n < WARM + MEASURED; n++) {
      yaml.append("  - {name: ").append(name(n)).append(", url: \"").append(alarms.url(n));
      yaml.append("\"}\n");
    }
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), yaml);
    return folder;
  }

  private static String name(int service) {
    return text("box%03d", service);
  }

  private static Map<String, String> environment(FakeTelegram telegram) {
    return Map.of(
        "TELEGRAM_BOT_TOKEN", FakeTelegram.TOKEN,
        "TELEGRAM_CHAT_ID", FakeTelegram.CHAT,
        "TELEGRAM_API_URL", telegram.url());
  }

  /** Without the first ones, in the order in which the services fell. */
  private void report(Alarms alarms, List<TelegramCall> calls) {
    Integer[] order = new Integer[WARM + MEASURED];
    Arrays.setAll(order, n -> n);
    Arrays.sort(
        order, (one, other) -> Long.compare(alarms.fellNanos(one), alarms.fellNanos(other)));
    double[] millis =
        Arrays.stream(order)
            .skip(WARM)
            .mapToDouble(n -> (arrived(calls, name(n)) - alarms.fellNanos(n)) / 1e6)
            .sorted()
            .toArray();
    double p99 = millis[(int) Math.ceil(0.99 * MEASURED) - 1];
    table.row(
        text("bad answer (confirmed) → request at Telegram, %d alerts", MEASURED),
        text(
            "p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
            millis[MEASURED / 2], p99, millis[MEASURED - 1]),
        p99,
        Goal.below(20, "ms at p99"));
  }

  private static long arrived(List<TelegramCall> calls, String name) {
    return calls.stream()
        .filter(call -> call.body().getString("text", "").contains(name))
        .mapToLong(TelegramCall::arrivedNanos)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody was told of " + name));
  }
}
