package homebox.controlplane.alert;

import homebox.controlplane.config.Maintenance;
import homebox.controlplane.config.Maintenance.Again;
import homebox.controlplane.config.Maintenance.Once;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Planned work and whom it concerns.
 *
 * @param services their ids
 */
record Planned(Maintenance work, Set<String> services) {
  /**
   * One time of it.
   *
   * @param until no part of it
   */
  record Span(Instant from, Instant until) {
    /** It has a moment of that time in it. */
    boolean touches(Instant begin, Instant end) {
      return !from.isAfter(end) && until.isAfter(begin);
    }
  }

  /** The one that began last, by then. Of all of one length it is also the one that ends last. */
  Optional<Span> last(Instant now) {
    if (work.times() instanceof Once once) {
      return Optional.of(new Span(once.from(), once.until()))
          .filter(span -> !span.from().isAfter(now));
    }
    Again again = (Again) work.times();
    return again.begins().last(now).map(from -> new Span(from, from.plus(again.length())));
  }

  /** The first moment after {@code now} at which it begins or ends. */
  Optional<Instant> edge(Instant now) {
    Optional<Instant> begin =
        work.times() instanceof Once once
            ? Optional.of(once.from())
            : ((Again) work.times()).begins().next(now);
    return Stream.concat(begin.stream(), last(now).map(Span::until).stream())
        .filter(edge -> edge.isAfter(now))
        .min(Instant::compareTo);
  }
}
