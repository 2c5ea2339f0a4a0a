package homebox.controlplane.check;

import io.vertx.core.Future;

/**
 * One way of asking a service. A dead service is an answer, no failure: a probe fails only where
 * nobody could ask, so that nothing is known.
 */
@FunctionalInterface
public interface Probe {
  /** Asks once, on the caller's context. */
  Look look();

  /** One question that is under way. */
  interface Look {
    /**
     * Succeeds within the service's timeout, or takes a little longer where somebody else asks;
     * fails when nobody could. Never completes once {@link #abandon} was called.
     */
    Future<Answer> answer();

    /** Closes at once what is open for this question. Nobody wants its answer any more. */
    void abandon();
  }
}
