package homebox.controlplane.cluster;

import homebox.controlplane.cluster.VoteStore.Vote;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that stands ready: looks every 500 ms whether the one that decides wants to know what it
 * sees, looks once at each such service, and writes that down. Belongs to one context.
 */
public final class Voter {
  private static final Logger log = LoggerFactory.getLogger(Voter.class);

  private static final Duration LOOK = Duration.ofMillis(500);

  /** So many are looked at, at once. */
  private static final int MOST = 1_000;

  private final VoteStore store;
  private final Pace pace;
  private final Function<Request, Future<Sight>> look;
  private final Set<String> underWay = new HashSet<>();
  private final List<Vote> unwritten = new ArrayList<>();
  private Pace.Timer timer = () -> {};
  private boolean writing;
  private int life;

  /**
   * Looks at nothing yet.
   *
   * @param node our name
   * @param look looks once; its answer comes on this context
   */
  public Voter(SideLine line, String node, Pace pace, Function<Request, Future<Sight>> look) {
    this.store = new VoteStore(line, node);
    this.pace = pace;
    this.look = look;
  }

  /** From now on. */
  public void begin() {
    end();
    poll(life);
  }

  /** No more; what is being looked at is not written down. */
  public void end() {
    life++;
    timer.cancel();
    underWay.clear();
    unwritten.clear();
  }

  private void poll(int mine) {
    store
        .open(MOST)
        .onSuccess(requests -> take(requests, mine))
        .onFailure(away -> log.debug("nobody can ask what this node sees: {}", away.getMessage()))
        .onComplete(
            done -> {
              if (life == mine) {
                timer = pace.after(LOOK, () -> poll(mine));
              }
            });
  }

  private void take(List<Request> requests, int mine) {
    if (life != mine) {
      return;
    }
    for (Request request : requests) {
      if (underWay.size() < MOST && underWay.add(request.round())) {
        look.apply(request)
            .onSuccess(sight -> say(request, sight, mine))
            .onFailure(bug -> drop(request, bug, mine));
      }
    }
  }

  private void drop(Request request, Throwable bug, int mine) {
    log.warn("{}: this node could not look", request.service(), bug);
    if (life == mine) {
      underWay.remove(request.round());
    }
  }

  private void say(Request request, Sight sight, int mine) {
    if (life == mine) {
      log.debug("{}: this node sees {}", request.service(), sight.saw());
      unwritten.add(new Vote(request.round(), sight));
      write();
    }
  }

  /** All that came while the last ones were being written. */
  private void write() {
    if (writing || unwritten.isEmpty()) {
      return;
    }
    writing = true;
    int mine = life;
    List<Vote> votes = List.copyOf(unwritten);
    unwritten.clear();
    store
        .vote(votes)
        .onComplete(
            (done, away) -> {
              writing = false;
              if (life == mine) { // what is not written is looked at again, if it is still wanted
                votes.forEach(vote -> underWay.remove(vote.round()));
              }
              write();
            });
  }
}
