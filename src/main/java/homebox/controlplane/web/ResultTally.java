package homebox.controlplane.web;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many answers of each outcome came since the start, and how long they took. */
final class ResultTally {
  private final Map<String, Long> outcomes = new LinkedHashMap<>();
  private final Spread took = new Spread();

  ResultTally() {
    List.of("GOOD", "SLOW", "FAILED").forEach(word -> outcomes.put(word, 0L));
  }

  void hear(CheckResult result) {
    outcomes.merge(result.outcome().word(), 1L, Long::sum);
    took.add(result.outcome().took());
  }

  void write(MetricText out) {
    String checks = "controlplane_checks_total";
    out.head(checks, MetricText.Kind.COUNTER, "Answers by what they were worth, repeats too.");
    outcomes.forEach((word, count) -> out.line(checks, Labels.of("outcome", word), count));
    String length = "controlplane_check_duration_seconds";
    out.head(length, MetricText.Kind.HISTOGRAM, "How long checks took, also those that failed.");
    out.spread(length, took.counts());
  }
}
