package homebox.controlplane.history;

import io.vertx.core.Future;

/** Hears of each step of a rollup before it is done: for who wants to stand in its way. */
@FunctionalInterface
interface RollupWatch {
  /** The steps. */
  enum Step {
    /** A piece of an hour. */
    HOUR,
    /** From now on the hour counts as written. */
    PUBLISH,
    /** New outages are looked through for hours that they touch. */
    COUNT,
    /** An hour is written again. */
    AGAIN,
    /** A piece of a day. */
    DAY,
    /** From now on the day counts as written. */
    PUBLISH_DAY,
    /** A piece of old hours or days is forgotten. */
    FORGET
  }

  Future<Void> before(Step step);
}
