package homebox.controlplane.notify.bot;

import homebox.controlplane.notify.bot.Trouble.What;
import homebox.controlplane.notify.telegram.BotApi;
import homebox.controlplane.notify.telegram.Called;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for news of one bot, again and again, and has each taken once and in order. Belongs to one
 * context.
 */
final class Poller {
  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  /** Who did not listen for so long may hear of what nobody wants any more. */
  static final Duration SHORT = Duration.ofMinutes(5);

  private static final Duration MOST_AGO = Duration.ofDays(1);

  /** What comes later than this after the question was not there before it. */
  private static final Duration FRESH = Duration.ofSeconds(3);

  /** How often it is kept that we listen. */
  private static final Duration EACH = Duration.ofMinutes(2);

  /** An end of a question that was held so long is no trouble: something in between cut it. */
  private static final Duration HELD = Duration.ofSeconds(10);

  /** Where a question is not held until there is something, it is not asked more often. */
  private static final Duration AT_LEAST = Duration.ofSeconds(1);

  private final BotApi api;
  private final Pace pace;
  private final Progress progress;
  private final Listener listener;
  private final String name;
  private final Promise<Void> enough = Promise.promise();
  private Pace.Timer timer = () -> {};
  private Optional<Long> next = Optional.empty();
  private Optional<What> said = Optional.empty();
  private Future<Void> taking = Future.succeededFuture();
  private boolean unhooked;
  private int failures;
  private long kept;
  private long listened;

  /** Takes news. */
  interface Listener {
    /**
     * Takes one; must not fail.
     *
     * @param late it may be old: nobody listened for a while before it came
     * @return done when what it changes is committed, with {@link Update#id} + 1 as progress
     */
    Future<Void> take(Update update, boolean late);
  }

  /** Begins with {@link #start()}; {@code name} is how the log calls it. */
  Poller(String name, BotApi api, Pace pace, Progress progress, Listener listener) {
    this.name = name;
    this.api = api;
    this.pace = pace;
    this.progress = progress;
    this.listener = listener;
    this.kept = pace.nanos();
    this.listened = pace.nanos();
  }

  /** Begins where the last life has ended. */
  void start() {
    progress
        .load()
        .onSuccess(
            known -> {
              next = known.next();
              listened -= known.heard().map(this::since).orElse(SHORT).toNanos();
              ask();
            })
        .onFailure(
            broken -> {
              if (!stopped()) {
                timer = pace.after(Duration.ofSeconds(1), this::start);
              }
            });
  }

  /**
   * Asks no more, at once; what was heard and not taken is heard again by the next life.
   *
   * @return done when what is being taken is
   */
  Future<Void> stop() {
    timer.cancel();
    enough.tryComplete();
    return taking;
  }

  private boolean stopped() {
    return enough.future().isComplete();
  }

  /** A clock that was set says nothing: long ago. */
  private Duration since(Instant heard) {
    Duration ago = Duration.between(heard, pace.instant());
    return ago.isNegative() || ago.compareTo(MOST_AGO) > 0 ? MOST_AGO : ago;
  }

  private void ask() {
    if (stopped()) {
      return;
    }
    long begun = pace.nanos();
    api.news(next, enough.future())
        .onSuccess(
            called -> {
              if (!stopped()) {
                hear(called, Duration.ofNanos(pace.nanos() - begun));
              }
            });
  }

  private void hear(Called called, Duration held) {
    if (called.done()) {
      boolean late = held.compareTo(FRESH) < 0 && isLong(pace.nanos() - listened);
      well();
      List<Update> news =
          Raw.all(called.result().orElse(null)).stream()
              .map(Update::of)
              .flatMap(Optional::stream)
              .toList();
      if (late && news.size() >= BotApi.MOST_AT_ONCE) {
        listened -= SHORT.toNanos(); // what follows was there before, too
      }
      if (news.isEmpty() && held.compareTo(AT_LEAST) < 0) {
        keepNowAndThen();
        timer = pace.after(AT_LEAST.minus(held), this::ask);
      } else {
        take(news, 0, late);
      }
    } else if (called.code() == 0 && held.compareTo(HELD) > 0 && failures == 0) {
      failures++;
      timer = pace.after(Duration.ofSeconds(1), this::ask);
    } else {
      fail(Trouble.of(called, failures++), called);
    }
  }

  private void well() {
    if (said.isPresent()) {
      log.info("{}: listens again", name);
    }
    said = Optional.empty();
    failures = 0;
    listened = pace.nanos();
  }

  private static boolean isLong(long nanos) {
    return nanos >= SHORT.toNanos();
  }

  private void take(List<Update> news, int from, boolean late) {
    if (stopped()) {
      return;
    }
    if (from == news.size()) {
      keepNowAndThen();
      ask();
      return;
    }
    Update update = news.get(from);
    next = Optional.of(update.id() + 1); // also when it is lower: Telegram begins anew now and then
    taking = listener.take(update, late);
    taking.onComplete(done -> take(news, from + 1, late));
  }

  private void keepNowAndThen() {
    if (pace.nanos() - kept >= EACH.toNanos()) {
      kept = pace.nanos();
      progress
          .heard(pace.instant())
          .onFailure(broken -> log.debug("{}: not kept that it listens", name, broken));
    }
  }

  private void fail(Trouble trouble, Called called) {
    boolean news = said.filter(trouble.what()::equals).isEmpty();
    said = Optional.of(trouble.what());
    if (trouble.what() == What.TOKEN) {
      log.error(
          "{}: no commands: no bot has this token: \"{}\" ({}) — take the one that @BotFather shows",
          name,
          called.words(),
          called.code());
      stop();
      return;
    }
    if (trouble.what() == What.WEBHOOK && !unhooked) {
      unhook();
      return;
    }
    if (news) {
      log.warn("{}: no commands for now: {}", name, words(trouble, called));
    }
    timer = pace.after(trouble.quiet(), this::ask);
  }

  private static String words(Trouble trouble, Called called) {
    return switch (trouble.what()) {
      case OTHER_POLLER ->
          "another program asks for news of this bot, too — stop it, or give it a bot of its own";
      case WEBHOOK -> "a webhook is set for this bot again and again — who sets it?";
      case TOO_MUCH -> "Telegram says to wait";
      default -> called.words();
    };
  }

  /** Once: who sets it again wants it. */
  private void unhook() {
    unhooked = true;
    log.warn("{}: a webhook was set for this bot; it is deleted, else no commands come", name);
    api.call("deleteWebhook", new JsonObject().put("drop_pending_updates", false))
        .onSuccess(
            done -> {
              if (!stopped()) {
                timer = pace.after(Duration.ofSeconds(1), this::ask);
              }
            });
  }
}
