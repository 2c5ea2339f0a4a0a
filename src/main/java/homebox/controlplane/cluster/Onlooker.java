package homebox.controlplane.cluster;

import homebox.controlplane.cluster.Questions.Said;
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
 *
 * @param <Q> a question
 * @param <A> what it saw
 */
public final class Onlooker<Q extends Asked, A> {
  private static final Logger log = LoggerFactory.getLogger(Onlooker.class);

  private static final Duration LOOK = Duration.ofMillis(500);

  /** So many are looked at, at once. */
  private static final int MOST = 1_000;

  private final Questions<Q, A> questions;
  private final Pace pace;
  private final Function<Q, Future<A>> look;
  private final Set<String> underWay = new HashSet<>();
  private final List<Said<A>> unwritten = new ArrayList<>();
  private Pace.Timer timer = () -> {};
  private boolean writing;
  private int life;

  /** Looks at nothing yet. */
  private Onlooker(Questions<Q, A> questions, Pace pace, Function<Q, Future<A>> look) {
    this.questions = questions;
    this.pace = pace;
    this.look = look;
  }

  /**
   * Says what this node sees of what fails for the one that decides.
   *
   * @param node our name
   * @param look looks once; its answer comes on this context
   */
  public static Onlooker<Request, Sight> voter(
      SideLine line, String node, Pace pace, Function<Request, Future<Sight>> look) {
    return new Onlooker<>(new VoteStore(line, node), pace, look);
  }

  /** The same for what the one that decides does not ask itself. */
  public static Onlooker<FarLook, FarSight> envoy(
      SideLine line, String node, Pace pace, Function<FarLook, Future<FarSight>> look) {
    return new Onlooker<>(new EnvoyStore(line, node), pace, look);
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
    questions
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

  private void take(List<Q> requests, int mine) {
    if (life != mine) {
      return;
    }
    for (Q request : requests) {
      if (underWay.size() < MOST && underWay.add(request.round())) {
        look.apply(request)
            .onSuccess(sight -> say(request, sight, mine))
            .onFailure(bug -> drop(request, bug, mine));
      }
    }
  }

  private void drop(Q request, Throwable bug, int mine) {
    log.warn("{}: this node could not look", request.service(), bug);
    if (life == mine) {
      underWay.remove(request.round());
    }
  }

  private void say(Q request, A sight, int mine) {
    if (life == mine) {
      log.debug("{}: this node sees {}", request.service(), sight);
      unwritten.add(new Said<>(request.round(), sight));
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
    List<Said<A>> said = List.copyOf(unwritten);
    unwritten.clear();
    questions
        .say(said)
        .onComplete(
            (done, away) -> {
              writing = false;
              if (life == mine) { // what is not written is looked at again, if it is still wanted
                said.forEach(each -> underWay.remove(each.round()));
              }
              write();
            });
  }
}
