package homebox.controlplane.history;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What was noted about time: for how long which service, or all of them, was what, and how long a
 * silence is none. Read from {@code event_note}: kind, the end of the time, its length.
 */
final class Notes {
  /** The number that stands for all services. */
  static final int ALL = 0;

  /** From {@code at} on, {@code length} is how long the service may be silent. */
  static final String PATIENCE = "PATIENCE";

  /** The same of adopted checks: {@code length} is how far they are apart. */
  private static final String INTERVAL = "INTERVAL";

  private static final long USUAL_TIMEOUT = 10_000;

  /** This process did not run. */
  static final String STOP = "STOP";

  private static final String CLOCK_STEP = "CLOCK_STEP";

  private final Map<Integer, Map<TimeKind, long[]>> spans = new HashMap<>();
  private final Map<Integer, Patience> patience = new HashMap<>();

  /** Rows of service, kind, at and length, by at. */
  static Notes of(RowSet<Row> rows) {
    var notes = new Notes();
    for (Row row : rows) {
      notes.add(row.getInteger(0), row.getString(1), row.getLong(2), row.getLong(3));
    }
    return notes;
  }

  /** One more. A kind that is not known yet says nothing. */
  void add(int service, String kind, long at, long length) {
    if (kind.equals(PATIENCE)) {
      patience(service, at, length);
      return;
    }
    if (kind.equals(INTERVAL)) {
      patience(service, at, 2 * length + USUAL_TIMEOUT);
      return;
    }
    TimeKind meaning = meaning(kind, length);
    if (meaning != TimeKind.UP) {
      spans
          .computeIfAbsent(service, number -> new HashMap<>())
          .merge(meaning, new long[] {at - length, at}, Notes::append);
    }
  }

  private void patience(int service, long at, long millis) {
    patience.merge(service, Patience.of(millis), (known, first) -> known.then(at, millis));
  }

  /** Of a clock that was set forward the time between was never lived; set back it says nothing. */
  private static TimeKind meaning(String kind, long length) {
    return switch (kind) {
      case STOP, "SLEEP", "PAUSE", "OFFLINE" -> TimeKind.UNKNOWN;
      case CLOCK_STEP -> length > 0 ? TimeKind.UNKNOWN : TimeKind.UP;
      case "PAUSED" -> TimeKind.PAUSED;
      case "MAINTENANCE" -> TimeKind.MAINTENANCE;
      default -> TimeKind.UP;
    };
  }

  private static long[] append(long[] all, long[] more) {
    long[] both = Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, both, all.length, more.length);
    return both;
  }

  /** Its own and that of all. */
  Spans spans(int service, TimeKind kind) {
    return own(service, kind).and(own(ALL, kind));
  }

  private Spans own(int service, TimeKind kind) {
    return Spans.of(spans.getOrDefault(service, Map.of()).getOrDefault(kind, new long[0]));
  }

  /** When we did not look at anything. */
  Spans all() {
    return own(ALL, TimeKind.UNKNOWN);
  }

  /** What the design's default is where nothing was noted. */
  Patience patience(int service) {
    return patience.getOrDefault(service, Patience.USUAL);
  }

  /** The patience that was noted last, in ms; 0 if none was. */
  long lastPatience(int service) {
    Patience noted = patience.get(service);
    return noted == null ? 0 : noted.last();
  }

  /** True if there was nobody to look, or all was paused, from beginning to end. */
  boolean blind(long from, long until) {
    return all().covers(from, until);
  }
}
