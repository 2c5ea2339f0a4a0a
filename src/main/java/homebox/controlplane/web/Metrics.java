package homebox.controlplane.web;

import homebox.controlplane.history.Past;
import homebox.controlplane.time.Pace;
import homebox.controlplane.web.ServiceMetrics.Sample;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code GET /metrics}, for Prometheus. One event loop's alone. */
final class Metrics {
  /** Answers under way at once; one Prometheus asks for one. */
  static final int MOST = 4;

  /** Where we look from; all of us are in one place until there are several hosts. */
  private static final String LOCATION = "";

  private final ServiceTable table;
  private final ProcessMetrics process;
  private final Past past;
  private final Pace pace;
  private final Set<HttpServerResponse> underWay = new HashSet<>();

  Metrics(ServiceTable table, ProcessMetrics process, Past past, Pace pace) {
    this.table = table;
    this.process = process;
    this.past = past;
    this.pace = pace;
  }

  /** Behind {@link Entrance}, which knows {@code web.metrics}. */
  void mount(Router router) {
    Reading.at(router, "/metrics").handler(this::scrape);
  }

  private void scrape(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    if (underWay.size() >= MOST) {
      response.putHeader("Retry-After", "15");
      Problem.send(ctx, 503, "So many scrape already; come back later.");
      return;
    }
    response
        .setChunked(true)
        .putHeader("Content-Type", MetricText.TYPE)
        .putHeader("Cache-Control", "no-store");
    if (ctx.request().method() == HttpMethod.HEAD) {
      response.end();
      return;
    }
    underWay.add(response);
    response.endHandler(end -> underWay.remove(response));
    response.closeHandler(gone -> underWay.remove(response));
    response.exceptionHandler(broken -> underWay.remove(response));
    ctx.vertx()
        .executeBlocking(MachineFacts::read, false)
        .onSuccess(machine -> answer(ctx, machine))
        .onFailure(ctx::fail);
  }

  private void answer(RoutingContext ctx, MachineFacts machine) {
    var text = new MetricText();
    machine.write(text);
    process.write(text);
    long now = pace.nanos();
    new Scrape(
            ctx.vertx(),
            ctx.response(),
            rows(Sight.of(ctx)),
            row -> Sample.of(row, LOCATION, now, past))
        .begin(text);
  }

  private List<ServiceRow> rows(Sight sight) {
    return table.rows().stream().filter(row -> sight.sees(row.config())).toList();
  }
}
