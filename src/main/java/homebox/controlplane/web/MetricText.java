package homebox.controlplane.web;

import homebox.controlplane.check.Spread;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Locale;

/**
 * Prometheus' text format 0.0.4, one piece of it. All lines of one metric follow its head:
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
final class MetricText {
  /** What its answer is to be called. */
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  /** What kind of number it is. */
  enum Kind {
    /** Only grows. */
    COUNTER,
    /** May fall. */
    GAUGE,
    /** Counts per bound. */
    HISTOGRAM,
    /** A count and a sum. */
    SUMMARY
  }

  /** In characters. */
  int length() {
    return text.length();
  }

  Buffer buffer() {
    return Buffer.buffer(text.toString());
  }

  /** The head of a metric. {@code help} is a sentence on one line. */
  MetricText head(String name, Kind kind, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ');
    text.append(kind.name().toLowerCase(Locale.ROOT)).append('\n');
    return this;
  }

  /** A whole number. {@code labels} as {@link Labels} writes them, or nothing. */
  MetricText line(String name, String labels, long value) {
    return line(name, labels, Long.toString(value));
  }

  /** A number as it stands. */
  MetricText line(String name, String labels, String value) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
    return this;
  }

  /** A metric that is one number. */
  MetricText one(String name, Kind kind, String help, String value) {
    return head(name, kind, help).line(name, "", value);
  }

  /** The same, a whole one that may fall. */
  MetricText gauge(String name, String help, long value) {
    return one(name, Kind.GAUGE, help, Long.toString(value));
  }

  /** The same, a whole one that only grows; its name ends in {@code _total}. */
  MetricText counter(String name, String help, long value) {
    return one(name, Kind.COUNTER, help, Long.toString(value));
  }

  /** All lines of a histogram without labels. */
  MetricText spread(String name, Spread.Counts counts) {
    for (Spread.UpTo each : counts.upTo()) {
      line(name + "_bucket", Labels.of("le", seconds(each.bound())), each.count());
    }
    return line(name + "_bucket", Labels.of("le", "+Inf"), counts.count())
        .line(name + "_sum", "", seconds(counts.sum()))
        .line(name + "_count", "", counts.count());
  }

  /** {@code 0.0125} for 12.5 ms: exact, and never with an exponent. */
  static String seconds(Duration length) {
    String nanos = String.valueOf(1_000_000_000L + length.getNano()).substring(1);
    int end = nanos.length();
    while (end > 0 && nanos.charAt(end - 1) == '0') {
      end--;
    }
    return length.getSeconds() + (end == 0 ? "" : "." + nanos.substring(0, end));
  }
}
