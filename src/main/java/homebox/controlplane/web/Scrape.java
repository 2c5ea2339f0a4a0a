package homebox.controlplane.web;

import homebox.controlplane.web.ServiceMetrics.Metric;
import homebox.controlplane.web.ServiceMetrics.Sample;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One answer to {@code /metrics}. Ten thousand services are 20 MB of text: it is written piece by
 * piece, as fast as it is taken, and the event loop does other things in between.
 */
final class Scrape {
  private static final int PIECE = 64 * 1024; // characters: well under a millisecond

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final List<ServiceRow> rows;
  private final Function<ServiceRow, Sample> look;
  private final List<Sample> samples = new ArrayList<>();
  private int metric;
  private int row;
  private boolean planned;

  /** Of the rows as they are now; {@code look} is called once for each. */
  Scrape(
      Vertx vertx,
      HttpServerResponse response,
      List<ServiceRow> rows,
      Function<ServiceRow, Sample> look) {
    this.vertx = vertx;
    this.response = response;
    this.rows = rows;
    this.look = look;
  }

  /** Writes all of it, what is in {@code text} first. */
  void begin(MetricText text) {
    response.write(text.buffer());
    response.drainHandler(room -> later());
    go();
  }

  private void later() {
    if (!planned) {
      planned = true;
      vertx.runOnContext(now -> go());
    }
  }

  private void go() {
    planned = false;
    if (response.closed() || response.ended() || response.writeQueueFull()) {
      return; // somebody drains it, or nobody is there any more
    }
    MetricText text = new MetricText();
    while (text.length() < PIECE && metric < ServiceMetrics.ALL.size()) {
      next(text, ServiceMetrics.ALL.get(metric));
    }
    if (metric < ServiceMetrics.ALL.size()) {
      response.write(text.buffer());
      later();
    } else {
      response.end(text.buffer());
    }
  }

  private void next(MetricText text, Metric of) {
    if (row == 0) {
      of.head(text);
    }
    if (row < rows.size()) {
      of.write(text, sample(row++));
    } else {
      metric++;
      row = 0;
    }
  }

  private Sample sample(int index) {
    if (index == samples.size()) {
      samples.add(look.apply(rows.get(index)));
    }
    return samples.get(index);
  }
}
