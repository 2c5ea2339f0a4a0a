package homebox.controlplane.alert;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Lets a failure wait until those that the service depends on have been asked, for their timeout at
 * most. Belongs to one context.
 */
final class Gate {
  /** Of a group of thousands the nearest are asked. */
  private static final int MOST = 32;

  private static final Duration GRACE = Duration.ofMillis(500);

  private final Pace pace;
  private final Dossiers dossiers;
  private final Consumer<String> ask;
  private final Predicate<String> rests;
  private final Map<String, List<Waiter>> waiters = new HashMap<>();

  /**
   * Nobody waits yet.
   *
   * @param rests whether a service is not asked, so that nobody need wait for it
   */
  Gate(Pace pace, Dossiers dossiers, Consumer<String> ask, Predicate<String> rests) {
    this.pace = pace;
    this.dossiers = dossiers;
    this.ask = ask;
    this.rests = rests;
  }

  /** One failure that waits for these. */
  private record Waiter(long begin, Set<String> pending, Promise<Void> over) {
    /** True if there is nothing more to wait for from that service. */
    boolean hears(CheckResult result) {
      boolean failed = result.outcome() instanceof Outcome.Failed;
      if (failed || result.steadyMillis() >= begin) {
        pending.remove(result.service());
      }
      if (failed || pending.isEmpty()) {
        over.tryComplete();
      }
      return over.future().isComplete() || !pending.contains(result.service());
    }
  }

  /**
   * Done when all is known that can be known; empty if it is known already.
   *
   * @param answer the one that would confirm it
   */
  Optional<Future<Void>> before(Dossier dossier, CheckResult answer, Kin kin) {
    String id = dossier.service().id();
    long begin = answer.steadyMillis();
    if (!kin.hasParents(id) || kin.nearest(id, each -> isCause(each, begin)).isPresent()) {
      return Optional.empty();
    }
    List<Dossier> silent =
        kin.ancestors(id).stream()
            .filter(each -> !rests.test(each))
            .flatMap(each -> dossiers.of(each).stream())
            .filter(parent -> !parent.answeredSince(begin))
            .limit(MOST)
            .toList();
    return silent.isEmpty() ? Optional.empty() : Optional.of(askAll(silent, begin));
  }

  /** Somebody has answered; if that was under way already it is asked once more. */
  void hear(CheckResult result) {
    List<Waiter> waiting = waiters.get(result.service());
    if (waiting != null) {
      waiting.removeIf(waiter -> waiter.hears(result));
      if (waiting.isEmpty()) {
        waiters.remove(result.service());
      } else {
        ask.accept(result.service());
      }
    }
  }

  private Future<Void> askAll(List<Dossier> parents, long begin) {
    var waiter = new Waiter(begin, new HashSet<>(), Promise.promise());
    Duration limit = Duration.ZERO;
    for (Dossier parent : parents) {
      String id = parent.service().id();
      Duration timeout = parent.service().timing().timeout();
      limit = timeout.compareTo(limit) > 0 ? timeout : limit;
      waiter.pending().add(id);
      waiters.computeIfAbsent(id, first -> new ArrayList<>()).add(waiter);
    }
    waiter.pending().forEach(ask);
    return Patience.within(pace, limit.plus(GRACE), waiter.over().future(), null)
        .onComplete(over -> leave(waiter));
  }

  private void leave(Waiter waiter) {
    waiter.over().tryComplete();
    waiter
        .pending()
        .forEach(
            id ->
                waiters.computeIfPresent(
                    id,
                    (same, all) -> {
                      all.remove(waiter);
                      return all.isEmpty() ? null : all;
                    }));
  }

  private boolean isCause(String service, long begin) {
    return dossiers.of(service).filter(parent -> parent.isCauseSince(begin)).isPresent();
  }
}
