package homebox.controlplane;

import homebox.controlplane.cluster.Membership;
import homebox.controlplane.cluster.Node;
import homebox.controlplane.cluster.Post;
import homebox.controlplane.cluster.Self;
import homebox.controlplane.config.Settings;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.UnusableDatabase;
import homebox.controlplane.time.Pace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of several hosts: stands ready while another one decides, takes its place when that is gone,
 * and stands back when somebody has taken its own. Whoever decides is an {@link App} like the one
 * of a single host: it reads what is known and goes on.
 */
public final class Candidate implements Watch {
  private static final Logger log = LoggerFactory.getLogger(Candidate.class);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /**
   * So long after the database was away whoever decided until then has the first word: it knows
   * what happened meanwhile, and was silent for no fault of its own.
   */
  private static final Duration GRACE = Membership.GONE;

  private final Reserve reserve;
  private final Context context;
  private final Pace pace;
  private final Membership membership;
  private final String run;
  private final String config;
  private final Supplier<App> make;
  private final Emergency emergency;
  private final Promise<Void> end = Promise.promise();
  private Optional<App> app = Optional.empty();
  private Optional<String> before = Optional.empty();
  private Future<Void> standingBack = Future.succeededFuture();
  private Optional<Long> awayNanos = Optional.empty();
  private Pace.Timer timer = () -> {};
  private boolean standsBack;
  private boolean stopped;
  private String told = "";

  /**
   * No node yet.
   *
   * @param own the settings of this host
   * @param self who we are
   * @param reserve what it does while it stands ready
   * @param make one that takes the turn when it starts; called each time that it is ours
   */
  public Candidate(
      Vertx vertx,
      Pace pace,
      Settings own,
      Membership membership,
      Self self,
      Reserve reserve,
      Supplier<App> make) {
    this.reserve = reserve;
    this.context = vertx.getOrCreateContext();
    this.pace = pace;
    this.membership = membership;
    this.run = self.run().name();
    this.config = self.config();
    this.make = make;
    this.emergency = new Emergency(vertx, pace, self.name(), own);
  }

  @Override
  public Future<Void> start() {
    context.runOnContext(
        now -> {
          membership.ousted().onFailure(this::giveUp);
          emergency.listen();
          reserve.open();
          join();
        });
    return end.future();
  }

  @Override
  public void reload(String who) {
    context.runOnContext(
        now ->
            app.ifPresentOrElse(
                it -> it.reload(who),
                () -> log.info("{}: the configuration is read when this node decides", who)));
  }

  @Override
  public Future<Void> stop() {
    return Future.future(done -> context.runOnContext(now -> halt().onComplete(done)));
  }

  private void join() {
    membership
        .join()
        .onSuccess(joined -> look())
        .onFailure(
            cause -> {
              if (isFinal(cause)) {
                giveUp(cause);
              } else {
                awayNanos = Optional.of(pace.nanos());
                emergency.away();
                warn("nothing is watched here yet: " + cause.getMessage());
                later(AGAIN, this::join);
              }
            });
  }

  private static boolean isFinal(Throwable cause) {
    return !(cause instanceof StoreUnavailable);
  }

  private void look() {
    membership
        .look()
        .onSuccess(this::heed)
        .onFailure(
            cause -> {
              awayNanos = Optional.of(pace.nanos());
              emergency.away();
              warn("this node cannot see who decides: " + cause.getMessage());
              later(AGAIN, this::look);
            });
  }

  private void heed(Post post) {
    if (stopped) {
      return;
    }
    emergency.back();
    if (post instanceof Post.Filled filled) {
      before = Optional.of(filled.by().name());
      reserve.decides(filled.by());
    } else {
      reserve.nobodyDecides();
    }
    if (!inGrace() && post instanceof Post.Vacant) {
      decide();
      return;
    }
    if (!inGrace() && post instanceof Post.Abandoned gone) {
      membership.putOut(gone).onComplete(over -> later(LOOK, this::look));
      return;
    }
    if (post instanceof Post.Filled filled) {
      say(standing(filled.by()));
    } else if (post instanceof Post.Foreign foreign) {
      say(
          foreign.run()
              + " writes into the database and knows of no other hosts — stop it, or set"
              + " cluster.enabled there, too");
    }
    later(LOOK, this::look);
  }

  private boolean inGrace() {
    return awayNanos.filter(at -> pace.nanos() - at < GRACE.toNanos()).isPresent();
  }

  private String standing(Node by) {
    String line = "standing ready: " + by.name() + " on " + by.host() + " decides";
    return by.config().equals(config)
        ? line
        : line
            + "; its configuration file is not the same as ours, which would hold if this node took"
            + " over — copy one of them";
  }

  /** Its port is wanted by the page. */
  private void decide() {
    log.info("this node decides now");
    reserve.close().onComplete(closed -> begin());
  }

  private void begin() {
    if (stopped) {
      return;
    }
    told = "";
    App next = make.get();
    before.ifPresent(next::follows);
    emergency.begin(next.settings());
    app = Optional.of(next);
    next.deposed().onSuccess(by -> context.runOnContext(now -> standBack(next)));
    later(AGAIN, () -> watchPost(next));
    next.start()
        .onSuccess(begun -> context.runOnContext(now -> membership.page(next.address())))
        .onFailure(cause -> context.runOnContext(now -> failed(next, cause)));
  }

  /** Somebody else may have been quicker; who is being stopped fails as well, which is no news. */
  private void failed(App begun, Throwable cause) {
    if (!decides(begun)) {
      return;
    }
    if (cause instanceof UnusableDatabase.Taken) {
      app = Optional.empty();
      emergency.end();
      reserve.open();
      later(LOOK, this::look);
    } else {
      giveUp(cause);
    }
  }

  /** Who has nothing to write would not notice that it may not. */
  private void watchPost(App deciding) {
    membership
        .look()
        .onComplete(
            (post, unseen) -> {
              if (!decides(deciding)) {
                return;
              }
              if (unseen == null) {
                emergency.back();
              } else {
                emergency.away();
              }
              if (post instanceof Post.Filled filled && !filled.by().run().equals(run)) {
                standBack(deciding);
              } else {
                later(AGAIN, () -> watchPost(deciding));
              }
            });
  }

  private boolean decides(App which) {
    return !stopped && !standsBack && app.filter(it -> it == which).isPresent();
  }

  /** What it has not written is not told: whoever decides now has seen it, too. */
  private void standBack(App deposed) {
    if (!decides(deposed)) {
      return;
    }
    log.warn("another node has taken over while this one was not heard of: it stands back");
    standsBack = true;
    standingBack =
        stopApp()
            .onComplete(
                over -> {
                  standsBack = false;
                  if (!stopped) {
                    reserve.open();
                    look();
                  }
                });
  }

  private Future<Void> stopApp() {
    Future<Void> over = app.map(App::stop).orElseGet(Future::succeededFuture);
    emergency.end();
    membership.page(Optional.empty());
    return over.onComplete(stopped -> app = Optional.empty());
  }

  private void giveUp(Throwable cause) {
    halt().onComplete(halted -> end.tryFail(cause));
  }

  private Future<Void> halt() {
    stopped = true;
    timer.cancel();
    emergency.stop();
    return standingBack
        .transform(back -> stopApp())
        .transform(over -> reserve.close())
        .transform(closed -> membership.leave());
  }

  private void later(Duration wait, Runnable task) {
    if (!stopped) {
      timer.cancel();
      timer = pace.after(wait, task);
    }
  }

  /** Once, until it changes. */
  private void say(String line) {
    if (isNews(line)) {
      log.info("{}", line);
    }
  }

  private void warn(String line) {
    if (isNews(line)) {
      log.warn("{}", line);
    }
  }

  private boolean isNews(String line) {
    boolean news = !line.equals(told);
    told = line;
    return news;
  }
}
