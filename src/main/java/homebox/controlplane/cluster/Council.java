package homebox.controlplane.cluster;

import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The node that decides has the others look at a service, and counts what they saw. Belongs to one
 * context.
 */
public final class Council {
  /** How often votes are read while somebody waits for them. */
  private static final Duration LOOK = Duration.ofMillis(250);

  /** How much longer than for the votes the database is waited for. */
  static final Duration ANSWER = Duration.ofSeconds(1);

  private final CouncilStore store;
  private final Pace pace;
  private final String self;
  private final Map<String, Round> rounds = new HashMap<>(); // by service
  private final Map<String, Count> counts = new HashMap<>(); // by round
  private boolean looking;

  /**
   * Nobody is asked yet; what whoever decided before wanted to know is of no interest.
   *
   * @param self our name
   * @param living who has a voice
   */
  public Council(Database database, Pace pace, String self, Living living) {
    this.store = new CouncilStore(database, pace, living);
    this.pace = pace;
    this.self = self;
    store.clear();
  }

  private record Round(String name, Standpoints from) {}

  /** Somebody who waits for the votes of one round, until then. */
  private record Count(Round round, long limitNanos, Promise<List<Ballot>> done) {}

  /**
   * All others are asked to look at it once; nothing happens if they are being asked already.
   *
   * @param from who is not there is not counted
   */
  public void open(String service, String url, Standpoints from) {
    if (!rounds.containsKey(service)) {
      var round = new Round(UUID.randomUUID().toString(), from);
      rounds.put(service, round);
      store.open(new Request(round.name(), service, url));
    }
  }

  /** Nobody wants to know any more. */
  public void close(String service) {
    Round round = rounds.remove(service);
    if (round != null) {
      store.close(round.name());
      Count waiting = counts.remove(round.name());
      if (waiting != null) {
        waiting.done().tryComplete(List.of());
      }
    }
  }

  /**
   * What every living node says that is where it can be seen, this one too if it is, as soon as all
   * have said it or {@code limit} is over.
   *
   * @return empty: nobody else is there, nobody was asked, or nobody can be heard: a database that
   *     does not answer is waited for a second longer. It never fails
   */
  public Future<List<Ballot>> count(String service, Duration limit) {
    Round round = rounds.get(service);
    if (round == null || !store.works()) {
      return Future.succeededFuture(List.of());
    }
    Promise<List<Ballot>> done = Promise.promise();
    var count = new Count(round, pace.nanos() + limit.toNanos(), done);
    Count before = counts.put(round.name(), count);
    if (before != null) {
      done.future().onSuccess(before.done()::tryComplete);
    }
    look();
    return Patience.within(pace, limit.plus(ANSWER), done.future(), List.of());
  }

  private void look() {
    if (!looking && !counts.isEmpty()) {
      looking = true;
      store
          .votes()
          .map(Optional::of)
          .otherwise(Optional.empty())
          .onSuccess(
              votes -> {
                looking = false;
                List.copyOf(counts.values()).forEach(count -> settle(count, votes));
                if (!counts.isEmpty()) {
                  pace.after(LOOK, this::look);
                }
              });
    }
  }

  private void settle(Count count, Optional<CouncilStore.Votes> votes) {
    List<Ballot> ballots =
        votes
            .map(all -> all.of(count.round().name(), count.round().from(), self))
            .orElse(List.of());
    boolean over = pace.nanos() >= count.limitNanos();
    boolean complete =
        votes.isPresent() && ballots.stream().noneMatch(each -> each.saw().equals(Ballot.NOTHING));
    if (over || complete || !store.works()) {
      counts.remove(count.round().name());
      count.done().tryComplete(onlyOurs(ballots) ? List.of() : ballots);
    }
  }

  private boolean onlyOurs(List<Ballot> ballots) {
    return ballots.stream().allMatch(each -> each.node().equals(self));
  }
}
