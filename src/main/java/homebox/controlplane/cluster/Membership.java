package homebox.controlplane.cluster;

import homebox.controlplane.store.SideLine;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.SharedPace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node among those that share a database: it says every 2 s that it lives, and sees whose turn
 * it is to decide. Belongs to one context.
 */
public final class Membership {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  /** How often a node says that it lives. */
  public static final Duration BEAT = Duration.ofSeconds(2);

  /** A node that is silent for so long is gone. */
  public static final Duration GONE = Duration.ofSeconds(6);

  /** An earlier life of ours with the same name is gone by then. */
  static final Duration PATIENCE = Duration.ofSeconds(7);

  private final SideLine line;
  private final NodeStore store;
  private final SharedPace pace;
  private final Self self;
  private final Listener listener = new Listener();
  private final Living living = new Living();
  private final Promise<Void> ousted = Promise.promise();
  private Optional<String> address = Optional.empty();
  private Rule rule;
  private Supplier<Optional<Work>> work = Optional::empty;
  private Pace.Timer timer = () -> {};
  private volatile Optional<Sign> signed = Optional.empty();
  private boolean waiting;
  private boolean left;
  private String told = "";

  /**
   * What a node goes by.
   *
   * @param config names what its own configuration file says; empty: it has none
   * @param revision what of all that held for all hosts; empty: nothing does
   * @param unused what of its environment it does not use, by name
   */
  public record Rule(String config, Optional<Long> revision, Set<String> unused) {
    static final Rule NONE = new Rule("", Optional.empty(), Set.of());

    /** Copies the set. */
    public Rule {
      unused = Set.copyOf(unused);
    }
  }

  /**
   * What a node does.
   *
   * @param services that it asks
   * @param lagMillis how late the latest check of the last minute was, in ms; empty: others look
   *     after that
   */
  public record Work(long services, Optional<Long> lagMillis) {}

  /** What a node says of itself each time. */
  record Presence(Optional<String> address, Rule rule, Optional<Work> work) {
    static final Presence NONE = new Presence(Optional.empty(), Rule.NONE, Optional.empty());
  }

  /**
   * No node yet.
   *
   * @param pace hears with each sign of life what o'clock it is there
   */
  public Membership(SideLine line, SharedPace pace, Self self) {
    this.line = line;
    this.store = new NodeStore(line);
    this.pace = pace;
    this.self = self;
    this.rule = Rule.NONE;
  }

  /**
   * Becomes a node, after 7 s at most.
   *
   * @return fails with {@link NameTaken}, or as {@link SideLine} does
   */
  public Future<Void> join() {
    return line.prepare()
        .compose(ready -> store.forget())
        .compose(forgotten -> sign())
        .compose(ours -> ours ? Future.succeededFuture(true) : signLater())
        .compose(ours -> ours ? Future.succeededFuture() : refused())
        .onSuccess(joined -> beatLater())
        .mapEmpty();
  }

  /** Fails with {@link NameTaken} when another node has taken our name; never succeeds. */
  public Future<Void> ousted() {
    return ousted.future();
  }

  /** From now on our page is there, or nowhere; the others hear of it within two seconds. */
  public void page(Optional<String> at) {
    address = at;
  }

  /** We go by that from now on; the others hear of it at once. */
  public void goesBy(Rule now) {
    boolean news = !now.equals(rule);
    rule = now;
    if (news && waiting) {
      timer.cancel();
      beat();
    }
  }

  /** From now on we do that; asked each time. */
  public void works(Supplier<Optional<Work>> now) {
    work = now;
  }

  /** Who there is, and whose turn it is; who asks again and again hears better. */
  public Future<Roster> roster() {
    return Roster.of(line, nodes -> listener.hear(nodes, pace.nanos())).onSuccess(living::hear);
  }

  /** The database does not say who there is: what was heard before is too old. */
  public void unheard() {
    living.forget();
  }

  /** Those of them that live, as of the last {@link #roster}, unless {@link #unheard} since. */
  public Living living() {
    return living;
  }

  /**
   * True while no other node that has listened for a while can have taken this one for gone since
   * that moment of the monotonic clock: no sign of life came much later than the one before it, and
   * the last one is not so old. A sleep of this machine counts. From any thread.
   */
  public boolean isHeardSince(long nanos) {
    return signed.filter(last -> last.holdsSince(nanos, pace)).isPresent();
  }

  /** The post is vacant a moment later: who had it cannot write any more. */
  public Future<Void> putOut(Post.Abandoned gone) {
    log.warn("the node that decided is not heard of any more: it is put out");
    return line.end(gone.run());
  }

  /** Is no node any more. Never fails. */
  public Future<Void> leave() {
    left = true;
    waiting = false;
    timer.cancel();
    return store.leave(self).otherwiseEmpty().eventually(line::close);
  }

  /** Who lives gives a sign of life meanwhile, whatever the database's clock is set to. */
  private Future<Boolean> signLater() {
    log.info("another node is called {}, or was a moment ago; waiting", self.name());
    return store
        .all()
        .map(nodes -> namesake(nodes).map(Node::seen))
        .compose(before -> after(PATIENCE).compose(over -> sign(before)));
  }

  private Optional<Node> namesake(List<Node> nodes) {
    return nodes.stream().filter(node -> node.name().equals(self.name())).findFirst();
  }

  private Future<Void> after(Duration wait) {
    Promise<Void> over = Promise.promise();
    pace.after(wait, over::complete);
    return over.future();
  }

  private Future<Boolean> sign() {
    return sign(Optional.empty());
  }

  /**
   * Says that it lives; false: another one that lives has its name.
   *
   * @param silent who has it is gone if that is still its last sign
   */
  private Future<Boolean> sign(Optional<Instant> silent) {
    Sign begun = Sign.after(signed, pace);
    Consumer<Instant> clock = pace.asking();
    return store
        .beat(self, new Presence(address, rule, work.get()), silent)
        .map(
            at -> {
              at.ifPresent(clock);
              signed = at.map(ours -> begun.arrived(signed, pace)).or(() -> signed);
              return at.isPresent();
            });
  }

  private Future<Void> refused() {
    return store
        .all()
        .compose(
            nodes ->
                Future.failedFuture(
                    new NameTaken(self.name(), namesake(nodes).map(Node::host).orElse("?"))));
  }

  private void beatLater() {
    if (!left) {
      waiting = true;
      timer = pace.after(BEAT, this::beat);
    }
  }

  private void beat() {
    waiting = false;
    sign()
        .compose(ours -> ours || left ? Future.<Void>succeededFuture() : refused())
        .onSuccess(beaten -> say(""))
        .onFailure(
            cause -> {
              if (cause instanceof NameTaken) {
                ousted.tryFail(cause);
              } else {
                say(cause.getMessage());
              }
            })
        .onComplete(done -> beatLater());
  }

  /** Once, however often it is tried. */
  private void say(String trouble) {
    if (!trouble.equals(told)) {
      told = trouble;
      if (trouble.isEmpty()) {
        log.info("the other nodes hear of this one again");
      } else {
        log.warn("the other nodes do not hear of this one: {}", trouble);
      }
    }
  }
}
