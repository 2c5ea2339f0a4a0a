package homebox.controlplane.check;

import io.vertx.core.Future;

/** One way of asking a service. A probe never fails: a dead service is an answer. */
@FunctionalInterface
public interface Probe {
  /** Asks once, on the caller's context. */
  Look look();

  /** One question that is under way. */
  interface Look {
    /**
     * Always succeeds, within the service's timeout. Never completes once {@link #abandon} was
     * called.
     */
    Future<Answer> answer();

    /** Closes at once what is open for this question. Nobody wants its answer any more. */
    void abandon();
  }
}
