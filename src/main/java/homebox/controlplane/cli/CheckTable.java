package homebox.controlplane.cli;

import homebox.controlplane.check.Finding;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.cli.Columns.Cell;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings for people. */
final class CheckTable {
  private final Screen screen;

  CheckTable(Screen screen) {
    this.screen = screen;
  }

  void show(List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    var columns = new Columns();
    columns.row(head("STATE"), head("SERVICE"), head("TIME"), head("ANSWER"));
    findings.forEach(
        finding ->
            columns.row(
                new Cell(finding.level().name(), text -> screen.paint(ink(finding.level()), text)),
                Cell.of(finding.service().name()),
                Cell.of(time(finding.last().outcome().took())),
                Cell.of(said(finding))));
    columns.lines().forEach(screen::answer);
    screen.answer("");
    screen.answer(sum(findings));
  }

  private Cell head(String text) {
    return new Cell(text, plain -> screen.paint(Ink.FAINT, plain));
  }

  private static Ink ink(Level level) {
    return switch (level) {
      case DOWN -> Ink.RED;
      case SLOW -> Ink.YELLOW;
      default -> Ink.GREEN;
    };
  }

  /** 12 ms, 6.2 s. */
  static String time(Duration took) {
    long millis = took.toMillis();
    return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }

  private static String said(Finding finding) {
    OptionalInt status = finding.last().answer().evidence().status();
    String code = status.isPresent() ? String.valueOf(status.getAsInt()) : "";
    String answer =
        finding
            .last()
            .outcome()
            .match(good -> code, slow -> late(code, slow), failed -> failed.failure().sentence());
    return finding.asked() > 1 ? answer + " (asked " + finding.asked() + " times)" : answer;
  }

  private static String late(String code, Outcome.Slow slow) {
    return code + ", but it took more than " + time(slow.limit());
  }

  private static String sum(List<Finding> findings) {
    String levels =
        Stream.of(Level.UP, Level.SLOW, Level.DOWN)
            .map(level -> count(findings, level) + " " + level)
            .filter(part -> !part.startsWith("0 "))
            .collect(Collectors.joining(", "));
    return findings.size() + (findings.size() == 1 ? " service: " : " services: ") + levels;
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
