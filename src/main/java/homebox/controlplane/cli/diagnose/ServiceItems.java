package homebox.controlplane.cli.diagnose;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Finding;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.cli.diagnose.Diagnosis.Means;
import homebox.controlplane.cli.diagnose.Steps.Step;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Every service, asked once and step by step. */
record ServiceItems(Means means) {
  Future<List<Item>> all() {
    if (means.services().isEmpty()) {
      return Future.succeededFuture(
          List.of(Item.note("nothing is watched: no service is listed and enabled")));
    }
    return means
        .asker()
        .apply(means.services().stream().map(ServiceItems::once).toList())
        .map(findings -> findings.stream().map(ServiceItems::item).toList());
  }

  /** Whoever diagnoses wants to see the first answer. */
  private static ServiceConfig once(ServiceConfig service) {
    Timing timing = service.timing();
    var once =
        new Timing(
            timing.interval(), timing.timeout(), timing.maxResponseTime(), 0, Duration.ZERO, 1);
    return service.timed(once);
  }

  private static Item item(Finding finding) {
    Answer answer = finding.last().answer();
    List<Step> steps = Steps.of((HttpAsk) finding.service().ask(), answer);
    String what = finding.service().name() + ": " + shown(steps);
    return answer
        .outcome()
        .match(
            good -> Item.well(what),
            slow -> new Item(Item.Mark.NOTE, what, List.of(slow(slow))),
            failed -> Item.bad(what, Mends.of(failed.failure().reason())));
  }

  private static String shown(List<Step> steps) {
    return steps.stream()
        .map(step -> (step.well() ? "✓ " : "✗ ") + step.name() + " " + step.said())
        .collect(Collectors.joining(", "));
  }

  private static String slow(Outcome.Slow slow) {
    return "it took "
        + slow.took().toMillis()
        + " ms, more than max_response_time ("
        + slow.limit().toMillis()
        + " ms): it would count as SLOW";
  }
}
