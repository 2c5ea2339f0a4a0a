package homebox.controlplane.notify;

import static homebox.controlplane.notify.FactJson.text;

import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.notify.StatusReport.Line;
import homebox.controlplane.notify.StatusReport.Times;
import homebox.controlplane.notify.StatusReport.Totals;
import homebox.controlplane.notify.StatusReport.Word;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/** The JSON of a status report: short, as it has a thousand lines and is kept for months. */
final class ReportJson {
  private ReportJson() {}

  static JsonObject write(JsonObject json, StatusReport report) {
    var levels = new JsonObject();
    report.totals().levels().forEach(levels::put);
    report.totals().uptime().ifPresent(uptime -> json.put("uptime", uptime));
    var lines = new JsonArray();
    report.services().forEach(line -> lines.add(line(line)));
    return json.put("until", report.until().toString())
        .put("levels", levels)
        .put("checks", report.totals().checks())
        .put("services", lines);
  }

  static StatusReport read(JsonObject json) {
    var levels = new HashMap<String, Integer>();
    json.getJsonObject("levels")
        .forEach(each -> levels.put(each.getKey(), (Integer) each.getValue()));
    var totals =
        new Totals(levels, Optional.ofNullable(json.getDouble("uptime")), json.getLong("checks"));
    return new StatusReport(
        json.getInstant("until"),
        totals,
        json.getJsonArray("services").stream()
            .map(JsonObject.class::cast)
            .map(ReportJson::line)
            .toList());
  }

  private static JsonObject line(Line line) {
    var json = new JsonObject().put("service", line.service()).put("level", line.level());
    json.put("critical", line.critical());
    line.since().ifPresent(since -> json.put("since", since.toString()));
    line.day().ifPresent(day -> json.put("day", day(day)));
    line.word().ifPresent(word -> json.put("word", word(word)));
    return json;
  }

  private static Line line(JsonObject json) {
    return new Line(
        text(json, "service"),
        json.getBoolean("critical"),
        text(json, "level"),
        Optional.ofNullable(json.getInstant("since")),
        Optional.ofNullable(json.getJsonObject("day")).map(ReportJson::day),
        Optional.ofNullable(json.getJsonObject("word")).map(ReportJson::word));
  }

  static JsonObject word(Word word) {
    var json = new JsonObject().put("healthy", word.healthy());
    word.version().ifPresent(version -> json.put("version", version));
    return json;
  }

  static Word word(JsonObject json) {
    return new Word(json.getBoolean("healthy"), Optional.ofNullable(json.getString("version")));
  }

  private static JsonObject day(Day day) {
    var json = new JsonObject().put("checks", day.checks());
    day.uptime().ifPresent(uptime -> json.put("uptime", uptime));
    day.times()
        .ifPresent(
            times ->
                json.put("average_ms", times.average().toMillis())
                    .put("p95_ms", times.p95().toMillis()));
    return json;
  }

  private static Day day(JsonObject json) {
    Optional<Times> times =
        json.containsKey("p95_ms")
            ? Optional.of(
                new Times(
                    Duration.ofMillis(json.getLong("average_ms")),
                    Duration.ofMillis(json.getLong("p95_ms"))))
            : Optional.empty();
    return new Day(Optional.ofNullable(json.getDouble("uptime")), json.getLong("checks"), times);
  }
}
