package homebox.controlplane.notify;

import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.notify.StatusReport.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands below the title of a status report: sums, then every service, the worst first. */
final class ReportLetter {
  private final Speech speech;
  private final StatusReport report;

  ReportLetter(Speech speech, StatusReport report) {
    this.speech = speech;
    this.report = report;
  }

  void write(Draft draft, int kept) {
    StatusReport.Totals totals = report.totals();
    draft.lineIfRoom(speech.say("report.until", speech.when(report.until())));
    draft.lineIfRoom(totals.services() == 0 ? speech.say("report.none") : services());
    totals
        .uptime()
        .map(uptime -> speech.say("report.uptime", speech.percent(uptime), totals.checks()))
        .ifPresentOrElse(draft::lineIfRoom, () -> unknown(draft));
    List<Section> sections = sections();
    if (!sections.isEmpty()) {
      new Roll(draft, speech, sections, kept).write();
    }
  }

  private void unknown(Draft draft) {
    if (report.totals().services() > 0) {
      draft.lineIfRoom(speech.say("report.unknown"));
    }
  }

  private String services() {
    String levels =
        levels()
            .filter(level -> report.totals().levels().containsKey(level))
            .map(level -> speech.say("report.count", report.totals().levels().get(level), level))
            .collect(Collectors.joining(", "));
    return speech.say("report.services", report.totals().services(), levels);
  }

  /** Those that we know in their order, then any of a later version. */
  private Stream<String> levels() {
    List<String> known =
        List.of("UP", "SLOW", "DOWN", "UNREACHABLE", "UNKNOWN", "MAINTENANCE", "PAUSED", "PENDING");
    return Stream.concat(
        known.stream(),
        report.totals().levels().keySet().stream()
            .filter(level -> !known.contains(level))
            .sorted());
  }

  private List<Section> sections() {
    return report.services().stream().map(Line::level).distinct().map(this::section).toList();
  }

  private Section section(String level) {
    List<Line> lines =
        report.services().stream().filter(line -> line.level().equals(level)).toList();
    int all = report.totals().levels().getOrDefault(level, lines.size());
    boolean critical = lines.stream().anyMatch(Line::critical);
    return new Section(
        icon(level, critical),
        speech.say("report.level", level, all),
        lines.stream().map(this::line).toList(),
        Math.max(0, all - lines.size()));
  }

  private Section.Line line(Line line) {
    return new Section.Line(icon(line.level(), line.critical()), line.service(), "", detail(line));
  }

  private static String icon(String level, boolean critical) {
    return switch (level) {
      case "DOWN" -> Titles.icon(Kind.ALERT, critical);
      case "SLOW" -> Titles.icon(Kind.WARNING, critical);
      case "UP" -> Titles.icon(Kind.RECOVERY, critical);
      default -> Titles.icon(Kind.INFO, critical);
    };
  }

  /** A service that is well needs no date. */
  private String detail(Line line) {
    var parts = new ArrayList<String>();
    if (!line.level().equals("UP")) {
      line.since().ifPresent(since -> parts.add(speech.say("line.since", speech.when(since))));
    }
    line.word().ifPresent(word -> parts.add(speech.word(word)));
    line.day().ifPresent(day -> parts.addAll(day(day)));
    return String.join(", ", parts);
  }

  private List<String> day(Day day) {
    var parts = new ArrayList<String>();
    day.uptime().ifPresent(uptime -> parts.add(speech.percent(uptime)));
    parts.add(speech.say("report.checks", day.checks()));
    day.times()
        .ifPresent(
            times ->
                parts.add(
                    speech.say(
                        "report.times", speech.rough(times.average()), speech.rough(times.p95()))));
    return parts;
  }
}
