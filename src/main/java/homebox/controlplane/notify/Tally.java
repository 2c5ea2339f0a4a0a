package homebox.controlplane.notify;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one channel did since the start, counted in messages: one letter of three is three. Written
 * by the channel's queue, and may be read from any thread.
 */
public final class Tally {
  /** What a try came to; each try of a message is exactly one of them. */
  public enum Result {
    /** It arrived. */
    SENT,
    /** It did not, and is tried again. */
    RETRIED,
    /** It was refused, or given up. */
    REFUSED,
    /** It arrived, and may have done so before. */
    REPEATED
  }

  private final String channel;
  private final Map<Result, LongAdder> results = new EnumMap<>(Result.class);
  private final Map<Fault, LongAdder> faults = new EnumMap<>(Fault.class);
  private volatile OptionalLong oldestBorn = OptionalLong.empty();

  Tally(String channel) {
    this.channel = channel;
    Arrays.stream(Result.values()).forEach(result -> results.put(result, new LongAdder()));
    Arrays.stream(Fault.values()).forEach(fault -> faults.put(fault, new LongAdder()));
  }

  /** The channel's name. */
  public String channel() {
    return channel;
  }

  /** How many tries came to this. */
  public long of(Result result) {
    return results.get(result).sum();
  }

  /** How many tries failed for this reason. */
  public long of(Fault fault) {
    return faults.get(fault).sum();
  }

  /** How long the oldest message waits that is to be told; zero if none does. */
  public Duration oldest(long nowNanos) {
    OptionalLong born = oldestBorn;
    return born.isPresent() ? Duration.ofNanos(nowNanos - born.getAsLong()) : Duration.ZERO;
  }

  void arrived(List<OutboxRow> rows) {
    rows.forEach(row -> count(row.possibleRepeat() ? Result.REPEATED : Result.SENT, 1));
  }

  void retried(List<OutboxRow> rows) {
    count(Result.RETRIED, rows.size());
  }

  void refused(List<OutboxRow> rows) {
    count(Result.REFUSED, rows.size());
  }

  void failed(List<OutboxRow> rows, Fault why) {
    faults.get(why).add(rows.size());
  }

  private void count(Result result, int messages) {
    results.get(result).add(messages);
  }

  void oldestBorn(OptionalLong nanos) {
    oldestBorn = nanos;
  }
}
