package homebox.controlplane.notify.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How many messages somebody takes, in several spans of time at once. */
public final class Rate {
  /**
   * One span's.
   *
   * @param every how long a token takes to grow
   * @param burst how many may go at once, 1 or more
   */
  public record Of(Duration every, int burst) {}

  private final List<Bucket> buckets;

  /** All of them hold. */
  public Rate(long now, Of... spans) {
    this.buckets =
        Arrays.stream(spans).map(span -> new Bucket(span.every(), span.burst(), now)).toList();
  }

  /**
   * Takes a token if there is one within {@code atMost}.
   *
   * @return how long until then; longer than {@code atMost}: none was taken
   */
  public Duration reserve(long now, Duration atMost) {
    long wait = buckets.stream().mapToLong(bucket -> bucket.waitNanos(now)).max().orElse(0);
    if (wait <= atMost.toNanos()) {
      buckets.forEach(bucket -> bucket.take(now + wait));
    }
    return Duration.ofNanos(wait);
  }
}
