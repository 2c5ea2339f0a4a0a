package homebox.controlplane;

import homebox.controlplane.cluster.Membership;
import homebox.controlplane.cluster.Node;
import homebox.controlplane.cluster.Post;
import homebox.controlplane.cluster.Roster;
import homebox.controlplane.cluster.Self;
import homebox.controlplane.cluster.Shares;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Revision;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.UnusableDatabase;
import homebox.controlplane.time.Pace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of several hosts: stands ready while another one decides, takes its place when that is gone,
 * and stands back when somebody has taken its own. Whoever decides is an {@link App} like the one
 * of a single host: it reads what is known and goes on.
 */
public final class Candidate implements Watch {
  private static final Logger log = LoggerFactory.getLogger(Candidate.class);

  private static final String OWN_UNUSED =
      "our own configuration file says something else than the one that holds for all hosts, and is"
          + " not used until it changes or this process gets SIGHUP";

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
  private final Self self;
  private final Vertx vertx;
  private final Charter charter;
  private final Function<Reading, App> make;
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
   * @param charter what it goes by
   * @param self who we are
   * @param reserve what it does while it stands ready
   * @param make one that takes the turn when it starts; called each time that it is ours
   */
  public Candidate(
      Vertx vertx,
      Pace pace,
      Charter charter,
      Membership membership,
      Self self,
      Reserve reserve,
      Function<Reading, App> make) {
    this.vertx = vertx;
    this.charter = charter;
    this.reserve = reserve;
    this.context = vertx.getOrCreateContext();
    this.pace = pace;
    this.membership = membership;
    this.self = self;
    this.make = make;
    this.emergency = new Emergency(vertx, pace, self.name(), charter::own);
  }

  @Override
  public Future<Void> start() {
    context.runOnContext(
        now -> {
          membership.ousted().onFailure(this::giveUp);
          membership.works(() -> app.map(App::work).or(() -> Optional.of(reserve.work())));
          membership.goesBy(charter.rule());
          emergency.listen();
          standReady();
          join();
        });
    return end.future();
  }

  @Override
  public void reload(String who) {
    context.runOnContext(
        now -> app.ifPresentOrElse(it -> it.reload(who), () -> charter.reload(who)));
  }

  @Override
  public Future<Void> stop() {
    return Future.future(done -> context.runOnContext(now -> halt().onComplete(done)));
  }

  private void join() {
    membership
        .join()
        .compose(joined -> charter.offer())
        .onSuccess(offered -> look())
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
    revise()
        .compose(revised -> membership.roster())
        .onSuccess(this::heed)
        .onFailure(
            cause -> {
              awayNanos = Optional.of(pace.nanos());
              emergency.away();
              membership.unheard();
              warn("this node cannot see who decides: " + cause.getMessage());
              later(AGAIN, this::look);
            });
  }

  /** What holds for all may be another one than a moment ago. */
  private Future<Void> revise() {
    return charter
        .look()
        .onSuccess(news -> news.ifPresent(this::revised))
        .onSuccess(news -> membership.goesBy(charter.rule()))
        .mapEmpty();
  }

  private void revised(Revision news) {
    reserve.revised();
    app.ifPresentOrElse(it -> it.revised(news), () -> sayRevised(news));
  }

  private void sayRevised(Revision news) {
    log.info("the configuration of {} holds for all hosts", news.node());
    charter.warnings().forEach(remark -> remark.sayTo(log));
  }

  private void heed(Roster roster) {
    if (stopped) {
      return;
    }
    Post post = roster.post();
    emergency.back();
    if (post instanceof Post.Filled filled) {
      before = Optional.of(filled.by().name());
      reserve.decides(filled.by());
    } else {
      reserve.nobodyDecides();
    }
    if (!inGrace() && post instanceof Post.Vacant && isFit(roster)) {
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
    return charter.differs() ? line + "; " + OWN_UNUSED : line;
  }

  /** Who cannot go by what holds for all leaves it to those who can, if there are any. */
  private boolean isFit(Roster roster) {
    return charter.isUsable() || !roster.isUsed(charter.number());
  }

  private void standReady() {
    charter.watch();
    reserve.open();
  }

  /** Its port is wanted by the page. */
  private void decide() {
    charter.rest();
    reserve
        .close()
        .compose(closed -> vertx.executeBlocking(charter::read))
        .onSuccess(this::begin)
        .onFailure(this::giveUp);
  }

  private void begin(Reading reading) {
    if (stopped) {
      return;
    }
    told = "";
    if (charter.differs()) {
      log.warn(OWN_UNUSED);
    }
    charter.settle(reading);
    App next = make.apply(reading);
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
      standReady();
      later(LOOK, this::look);
    } else {
      giveUp(cause);
    }
  }

  /** Who has nothing to write would not notice that it may not. */
  private void watchPost(App deciding) {
    revise()
        .compose(revised -> membership.roster())
        .onComplete(
            (roster, unseen) -> {
              if (!decides(deciding)) {
                return;
              }
              if (unseen == null) {
                emergency.back();
                deciding.share(Shares.of(self.name(), roster, charter.rule().revision()));
              } else {
                emergency.away();
                membership.unheard();
                deciding.shareNothing();
              }
              if (unseen == null
                  && roster.post() instanceof Post.Filled filled
                  && !filled.by().run().equals(self.run().name())) {
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
    deposed.dismiss();
    standingBack =
        stopApp()
            .onComplete(
                over -> {
                  standsBack = false;
                  if (!stopped) {
                    standReady();
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
    charter.rest();
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
