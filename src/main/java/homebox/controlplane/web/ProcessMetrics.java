package homebox.controlplane.web;

import homebox.controlplane.check.Level;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.Tally;
import homebox.controlplane.time.Pace;
import homebox.controlplane.web.MetricText.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** What is told of the whole process: how it checks, remembers and tells. */
record ProcessMetrics(
    Meters meters,
    ServiceTable table,
    Channels channels,
    ResultTally results,
    Feed feed,
    Pace pace) {
  /** Hosts that watch together; this one alone, until there are several. */
  private static final int NODES = 1;

  void write(MetricText out) {
    out.head("controlplane_build_info", Kind.GAUGE, "The version that runs, always 1.")
        .line("controlplane_build_info", Labels.of("version", meters.version()), 1);
    checking(out);
    channels.write(out);
    telling(out, meters.channels().get());
    out.gauge("controlplane_sse_clients", "Who listens to the feed of events.", feed.listeners())
        .gauge("controlplane_nodes", "Hosts that watch together.", NODES);
  }

  private void checking(MetricText out) {
    var lag = meters.desk().lag();
    results.write(out);
    out.head("controlplane_schedule_lag_seconds", Kind.HISTOGRAM, "How late checks began.")
        .spread("controlplane_schedule_lag_seconds", lag.sinceStart())
        .counter(
            "controlplane_checks_skipped_total",
            "Checks that found no place within their interval.",
            lag.lag().skipped())
        .gauge("controlplane_checks_under_way", "Checks that have begun.", meters.desk().underWay())
        .counter(
            "controlplane_results_dropped_total",
            "Answers that were lost before they could be stored.",
            meters.dropped().getAsLong())
        .gauge(
            "controlplane_results_waiting",
            "Answers that are not stored yet.",
            meters.waiting().getAsInt())
        .gauge("controlplane_incidents_open", "Services that are DOWN or SLOW.", open());
  }

  /** Each state that is worse than UP has one, and no other has (design.md §7). */
  private long open() {
    return table.rows().stream().filter(row -> row.state().worseThan(Level.UP)).count();
  }

  private void telling(MetricText out, Collection<Tally> channels) {
    String name = "controlplane_messages_total";
    out.head(name, Kind.COUNTER, "Tries to deliver a message, by channel and what came of it.");
    for (Tally channel : channels) {
      for (Tally.Result result : Tally.Result.values()) {
        String word = result.name().toLowerCase(Locale.ROOT);
        out.line(name, labels(channel, "result", word), channel.of(result));
      }
    }
    name = "controlplane_delivery_failures_total";
    out.head(name, Kind.COUNTER, "Tries that failed, by channel and reason.");
    for (Tally channel : channels) {
      for (Fault fault : Fault.values()) {
        out.line(name, labels(channel, "reason", fault.word()), channel.of(fault));
      }
    }
    out.one(
        "controlplane_outbox_oldest_seconds",
        Kind.GAUGE,
        "How long the oldest message waits that is to be told, 0 if none does.",
        MetricText.seconds(oldest(channels)));
  }

  private static String labels(Tally channel, String label, String value) {
    return Labels.of("channel", channel.channel()) + "," + Labels.of(label, value);
  }

  private Duration oldest(Collection<Tally> channels) {
    long now = pace.nanos();
    return channels.stream()
        .map(channel -> channel.oldest(now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
