package homebox.controlplane.cluster;

import homebox.controlplane.cluster.EnvoysStore.Answers;
import homebox.controlplane.cluster.Unasked.Why;
import homebox.controlplane.config.Standpoint;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node that decides has another one look at a service: one of those that may be sent, and if
 * that does not answer, the next. Belongs to one context.
 */
public final class Envoys {
  private static final Logger log = LoggerFactory.getLogger(Envoys.class);

  /** How often answers are read while somebody waits for them. */
  private static final Duration LOOK = Duration.ofMillis(250);

  /** A database that takes longer to say what was answered is away. */
  private static final Duration PROMPT = Duration.ofSeconds(5);

  private final EnvoysStore store;
  private final Pace pace;
  private final Set<Errand> errands = new LinkedHashSet<>();
  private volatile int sent;
  private boolean looking;

  /**
   * Nobody is sent yet; whom whoever decided before has sent is of no interest.
   *
   * @param living who may be sent
   */
  public Envoys(Database database, Pace pace, Living living) {
    this.store = new EnvoysStore(database, pace, living);
    this.pace = pace;
    store.clear();
  }

  /**
   * What somebody is to look at.
   *
   * @param service the id
   * @param url as it is shown
   * @param whom of a node's name and where it stands: whether it may be sent
   * @param limit so long one node has for its answer
   * @param fresh it may have been changed a moment ago
   */
  public record Wish(
      String service,
      String url,
      BiPredicate<String, Optional<String>> whom,
      Duration limit,
      boolean fresh) {}

  /** One wish that is being fulfilled. */
  public interface Sent {
    /**
     * The answer as JSON, after as many limits as there are nodes that may be sent, at most.
     *
     * @return fails with {@link Unasked}; never completes once {@link #end} was called
     */
    Future<String> answer();

    /** Who was asked last, and where it stood then: whose answer it is, once there is one. */
    Optional<Standpoint> by();

    /** Nobody wants to know any more. */
    void end();
  }

  /** Sends one of those who are there. */
  public Sent send(Wish wish) {
    var errand = new Errand(wish);
    errands.add(errand);
    sent = errands.size();
    look();
    return errand;
  }

  /** How many are being fulfilled. May be asked from anywhere. */
  public int underWay() {
    return sent;
  }

  /** Whether a node lives there; fails while the database does not answer. */
  public Future<Boolean> anybody(Standpoints from) {
    return store.answers().map(answers -> !there(answers, from::include).isEmpty());
  }

  private static List<String> there(Answers answers, BiPredicate<String, Optional<String>> whom) {
    return answers.nodes().entrySet().stream()
        .filter(node -> whom.test(node.getKey(), node.getValue()))
        .map(node -> node.getKey())
        .toList();
  }

  private void look() {
    if (looking || errands.isEmpty()) {
      return;
    }
    looking = true;
    Future<Answers> answers =
        store.works() ? store.answers() : Future.failedFuture(new Unasked(Why.AWAY));
    Patience.within(
            pace, PROMPT, answers.map(Optional::of).otherwise(Optional.empty()), Optional.empty())
        .onSuccess(
            found -> {
              List.copyOf(errands).forEach(errand -> errand.hear(found));
              pace.after(LOOK, this::goOn);
            });
  }

  private void goOn() {
    looking = false;
    look();
  }

  private final class Errand implements Sent {
    private final Wish wish;
    private final Promise<String> answer = Promise.promise();
    private final Set<String> passed = new HashSet<>();
    private Optional<FarLook> underWay = Optional.empty();
    private Optional<Standpoint> by = Optional.empty();
    private long endNanos;

    Errand(Wish wish) {
      this.wish = wish;
    }

    @Override
    public Future<String> answer() {
      return answer.future();
    }

    @Override
    public Optional<Standpoint> by() {
      return by;
    }

    @Override
    public void end() {
      if (errands.remove(this)) {
        sent = errands.size();
        takeBack();
      }
    }

    private void takeBack() {
      underWay.ifPresent(look -> store.close(look.round()));
      underWay = Optional.empty();
    }

    /** Empty: the database does not answer. */
    void hear(Optional<Answers> found) {
      if (!errands.contains(this)) {
        return;
      }
      if (found.isEmpty()) {
        fail(Why.AWAY);
        return;
      }
      Answers answers = found.get();
      underWay.ifPresent(look -> hear(look, answers));
      if (underWay.isEmpty() && errands.contains(this)) {
        sendNext(answers);
      }
    }

    private void hear(FarLook look, Answers answers) {
      Optional<FarSight> said = Optional.ofNullable(answers.said().get(look.round()));
      Optional<String> told = said.flatMap(FarSight::answer);
      if (told.isPresent()) {
        end();
        answer.complete(told.get());
      } else if (said.isPresent()
          || !answers.nodes().containsKey(look.node())
          || pace.nanos() >= endNanos) {
        log.debug(
            "{}: {} does not say what it sees: {}",
            wish.service(),
            look.node(),
            said.map(FarSight::saw).orElse(Ballot.NOTHING));
        passed.add(look.node());
        takeBack();
      }
    }

    private void sendNext(Answers answers) {
      List<String> there = there(answers, wish.whom());
      List<String> left =
          Rendezvous.order(wish.service(), there).stream()
              .filter(node -> !passed.contains(node))
              .toList();
      if (left.isEmpty()) {
        fail(there.isEmpty() ? Why.NOBODY : Why.MUTE);
        return;
      }
      String round = UUID.randomUUID().toString();
      String next = left.get(0);
      by = Optional.of(new Standpoint(next, answers.nodes().get(next)));
      var look = new FarLook(round, next, wish.service(), wish.url(), wish.fresh());
      underWay = Optional.of(look);
      endNanos = pace.nanos() + wish.limit().toNanos();
      store.open(look);
    }

    private void fail(Why why) {
      end();
      answer.fail(new Unasked(why));
    }
  }
}
