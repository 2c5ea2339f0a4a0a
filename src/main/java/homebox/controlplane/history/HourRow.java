package homebox.controlplane.history;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;

/** What is kept of a service for one slice of an hour. */
record HourRow(int service, Tally tally, Course course) {
  /** Stretches that are kept one by one; of a finer hour only the sums are. */
  private static final int FINE = 250;

  /** When it begins, epoch ms. */
  long at() {
    return course.from();
  }

  /** True if no row says the same: nobody answered, and all that was watched is unknown. */
  boolean isEmpty() {
    Amounts amounts = course.amounts();
    return tally.isEmpty() && amounts.watched() == amounts.unknown();
  }

  /** The course as it is stored: null if it was up throughout. */
  byte[] courseBytes() {
    return course.size() == 1 && course.first() == TimeKind.UP ? null : kept().toBytes();
  }

  /** What there will be to read of it. */
  Course kept() {
    return course.size() > FINE ? course.coarse() : course;
  }

  /** The values of {@code upsert-hour}. */
  Tuple tuple() {
    Amounts amounts = course.amounts();
    return Tuple.wrap(
        new ArrayList<>(
            Arrays.asList(
                at(),
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
                tally.good() + tally.slow() == 0 ? null : tally.latencies().toBytes(),
                courseBytes())));
  }
}
