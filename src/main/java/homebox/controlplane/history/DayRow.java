package homebox.controlplane.history;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * What is kept of a service for one day.
 *
 * @param day from 1970-01-01
 * @param outages how many touched it
 */
record DayRow(int service, long day, Tally tally, Amounts amounts, int outages) {
  private static final Latencies NO_LATENCIES = new Latencies();

  /** The same without the histogram, which is large. */
  DayRow bare() {
    var bare = new Tally(tally.good(), tally.slow(), tally.failed(), tally.took(), NO_LATENCIES);
    return new DayRow(service, day, bare, amounts, outages);
  }

  /** The values of {@code upsert-day}. */
  Tuple tuple() {
    return Tuple.wrap(
        new ArrayList<>(
            Arrays.asList(
                day,
                service,
                tally.good(),
                tally.slow(),
                tally.failed(),
                tally.took(),
                amounts.up(),
                amounts.down(),
                amounts.unknown(),
                amounts.maintenance(),
                amounts.paused(),
                outages,
                tally.good() + tally.slow() == 0 ? null : tally.latencies().toBytes())));
  }
}
