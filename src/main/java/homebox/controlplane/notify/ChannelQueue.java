package homebox.controlplane.notify;

import homebox.controlplane.notify.ChannelHealth.State;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one channel has to tell, one message at a time and in order. Waits for no other channel.
 * Belongs to one context.
 */
final class ChannelQueue {
  private static final Logger log = LoggerFactory.getLogger(ChannelQueue.class);

  /** A delivery takes no longer, or counts as lost on the way; the lease is longer. */
  static final Duration DEADLINE = Duration.ofSeconds(25);

  static final Duration LEASE = Duration.ofSeconds(40);

  /** After this a row is given up. */
  static final Duration LIFE = Duration.ofHours(24);

  /** How often a paused channel is tested. */
  static final Duration TEST = Duration.ofMinutes(10);

  /** What the database is waited for before something goes out without its leave. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  private final Outlet outlet;
  private final MessageStore store;
  private final Pace pace;
  private final Consumer<ChannelHealth> say;
  private final BackOff backOff;
  private final Unkept unkept = new Unkept();
  private final Trail trail = new Trail();
  private final Ages ages;
  private final Map<String, Integer> strange = new HashMap<>();
  private ChannelHealth health;
  private Pace.Timer timer = () -> {};
  private Promise<Void> idle = Promise.promise();
  private boolean ready;
  private boolean busy;
  private boolean again;
  private boolean fresh;
  private boolean stopped;
  private boolean waiting;

  ChannelQueue(Outlet outlet, MessageStore store, Pace pace, Consumer<ChannelHealth> say) {
    this.outlet = outlet;
    this.store = store;
    this.pace = pace;
    this.say = say;
    this.ages = new Ages(pace);
    this.backOff = new BackOff(ThreadLocalRandom.current()::nextDouble, pace.nanos());
    this.health =
        new ChannelHealth(
            name(), outlet.channel().kind(), State.OK, pace.instant(), Optional.empty());
  }

  String name() {
    return outlet.channel().name();
  }

  ChannelHealth health() {
    return health;
  }

  /** Begins, knowing how it stood when the last life ended. */
  void start(Optional<MessageStore.Kept> kept) {
    kept.ifPresent(this::remember);
    ready = true;
    if (health.state() == State.PAUSED) {
      say(State.PAUSED, health.why());
      test();
    } else {
      look();
    }
  }

  /** Something new is due. */
  void wake() {
    fresh = true;
    look();
  }

  /** This is to be told, and is in no database yet. */
  void tell(OutboxRow row) {
    unkept.add(row);
    wake();
  }

  /** Looks what there is to do. */
  void look() {
    if (busy) {
      again = true;
    } else if (ready && !stopped && health.state() != State.PAUSED) {
      busy = true;
      timer.cancel();
      round().onComplete((done, bug) -> rest(bug));
    }
  }

  /** Nothing more begins; done when what is on its way has been answered and marked. */
  Future<Void> stop() {
    stopped = true;
    timer.cancel();
    return busy ? idle.future() : Future.succeededFuture();
  }

  private void remember(MessageStore.Kept kept) {
    if (kept.state() == State.PAUSED) {
      health = new ChannelHealth(name(), health.kind(), State.PAUSED, kept.since(), kept.why());
    }
    kept.retryAt()
        .map(at -> Duration.between(pace.instant(), at))
        .filter(left -> !left.isNegative() && left.compareTo(LIFE) <= 0)
        .ifPresent(left -> backOff.asked(pace.nanos(), left));
  }

  private void rest(Throwable bug) {
    busy = false;
    if (bug != null) {
      log.error("channel {}: a bug of ours; it is tried again", name(), bug);
      timer = pace.after(AGAIN, this::look);
    }
    if (stopped) {
      idle.tryComplete();
    } else if (again) {
      again = false;
      look();
    }
  }

  private Future<Void> round() {
    return trail
        .flush()
        .compose(
            all -> {
              if (!all) {
                lookWhenItWorks();
              }
              return store.due(name()).otherwise(List.of()).map(due -> open(due, all));
            })
        .compose(this::choose);
  }

  private void lookWhenItWorks() {
    if (!waiting) {
      waiting = true;
      store
          .working()
          .onSuccess(
              works -> {
                waiting = false;
                timer = pace.after(AGAIN, this::look);
              });
    }
  }

  /** What is to be told now; rows that were told before they were stored are only marked. */
  private List<OutboxRow> open(List<OutboxRow> due, boolean allMarked) {
    if (allMarked) {
      due.forEach(row -> unkept.told(row).ifPresent(sent -> markSent(List.of(row), sent)));
    }
    List<OutboxRow> rows = unkept.with(due);
    ages.see(rows);
    var old =
        rows.stream()
            .filter(row -> !Riders.rides(row) && ages.of(row).compareTo(LIFE) > 0)
            .toList();
    if (old.isEmpty()) {
      return rows;
    }
    log.warn("channel {}: {} messages are given up after 24 h", name(), old.size());
    giveUp(old, "Given up after 24 h.");
    return rows.stream().filter(row -> !old.contains(row)).toList();
  }

  private Future<Void> choose(List<OutboxRow> all) {
    List<OutboxRow> rows = Riders.last(all);
    if (rows.isEmpty() || Riders.rides(rows.get(0)) || stopped) {
      return trail.flush().mapEmpty();
    }
    long now = pace.nanos();
    long left = Math.max(backOff.left(now, fresh), groupLeft(rows.get(0)));
    if (left > 0) {
      timer = pace.after(Duration.ofNanos(left + 999_999), this::look);
      return Future.succeededFuture();
    }
    fresh = false;
    List<OutboxRow> batch = batch(rows);
    return within(PATIENCE, () -> store.claim(batch, pace.instant().plus(LEASE)), null)
        .otherwiseEmpty()
        .compose(claimed -> send(batch));
  }

  /** The first of a group waits for others; never longer, and not after a failure. */
  private long groupLeft(OutboxRow first) {
    if (!first.kind().grouped() || backOff.failing()) {
      return 0;
    }
    return outlet.groupWait().minus(ages.of(first)).toNanos();
  }

  /** Those that leave as one message: one alone while it fails, and of a kind that leaves alone. */
  private List<OutboxRow> batch(List<OutboxRow> rows) {
    if (backOff.failing() || !rows.get(0).kind().grouped()) {
      return List.of(rows.get(0));
    }
    var group = Riders.group(rows);
    return group.subList(0, fitting(group));
  }

  private int fitting(List<OutboxRow> group) {
    try {
      return outlet.wording().fitting(group, outlet.channel().longest());
    } catch (RuntimeException bug) {
      log.error("channel {}: these do not become a letter: {}", name(), group, bug);
      return 1;
    }
  }

  private Future<Void> send(List<OutboxRow> batch) {
    var lost = new Delivery.Later("It did not answer in time.", Optional.empty(), true);
    return within(DEADLINE, () -> deliver(batch), lost)
        .compose(
            delivery -> {
              again = true;
              return mark(batch, delivery);
            });
  }

  private Future<Delivery> deliver(List<OutboxRow> batch) {
    try {
      Letter letter = outlet.wording().letter(batch, outlet.channel().longest());
      return outlet.channel().deliver(letter);
    } catch (RuntimeException bug) {
      log.error("channel {}: this does not become a letter: {}", name(), batch, bug);
      return Future.succeededFuture(
          new Delivery.Unknown("It could not be written as a letter: a fault of ours."));
    }
  }

  private Future<Void> mark(List<OutboxRow> batch, Delivery delivery) {
    if (delivery instanceof Delivery.Sent sent) {
      backOff.succeeded();
      batch.forEach(row -> strange.remove(row.key()));
      change(State.OK, Optional.empty(), Optional.empty());
      unkept.settle(batch, Optional.of(sent));
      markSent(batch.stream().filter(OutboxRow::stored).toList(), sent);
    } else if (delivery instanceof Delivery.Refused refused) {
      String why = refused.answer() + " — " + refused.mend();
      change(State.PAUSED, Optional.of(why), Optional.empty());
      timer = pace.after(TEST, this::test);
      keepDue(batch, refused.answer(), false, pace.instant().plus(TEST));
    } else if (delivery instanceof Delivery.Unknown unknown && tooStrange(batch)) {
      log.warn("channel {}: a message is given up: {}", name(), unknown.answer());
      giveUp(batch, unknown.answer());
    } else {
      later(batch, delivery);
    }
    return trail.flush().mapEmpty();
  }

  private void markSent(List<OutboxRow> rows, Delivery.Sent sent) {
    if (!rows.isEmpty()) {
      Instant at = pace.instant();
      trail.add(() -> store.sent(rows, sent, at).onSuccess(done -> unkept.forget(rows)));
    }
  }

  private void giveUp(List<OutboxRow> rows, String answer) {
    unkept.settle(rows, Optional.empty());
    trail.add(() -> store.failed(name(), rows, answer).onSuccess(done -> unkept.forget(rows)));
  }

  private void later(List<OutboxRow> batch, Delivery delivery) {
    long now = pace.nanos();
    Duration wait = backOff.failed(now);
    Optional<Duration> asked =
        delivery instanceof Delivery.Later later ? later.after() : Optional.empty();
    asked.ifPresent(length -> backOff.asked(now, length));
    boolean ambiguous = delivery instanceof Delivery.Later later && later.ambiguous();
    Instant next = pace.instant().plus(asked.orElse(wait));
    change(State.FAILING, Optional.of(delivery.answer()), asked.map(length -> next));
    keepDue(batch, delivery.answer(), ambiguous, next);
  }

  /** They stay to be told, whether that can be written or not. */
  private void keepDue(List<OutboxRow> batch, String answer, boolean ambiguous, Instant next) {
    batch.forEach(row -> unkept.add(ambiguous ? row.repeated() : row));
    var stored = batch.stream().filter(OutboxRow::stored).toList();
    if (!stored.isEmpty()) {
      trail.add(
          () ->
              store
                  .later(stored, answer, ambiguous, next)
                  .onSuccess(done -> unkept.stored(stored)));
    }
  }

  private boolean tooStrange(List<OutboxRow> batch) {
    batch.forEach(row -> strange.merge(row.key(), 1, Integer::sum));
    boolean enough = batch.size() == 1 && strange.get(batch.get(0).key()) >= TRIES;
    if (enough) {
      strange.remove(batch.get(0).key());
      backOff.succeeded();
    }
    return enough;
  }

  private void change(State state, Optional<String> why, Optional<Instant> retryAt) {
    boolean other = state != health.state();
    if (other) {
      say(state, why);
    }
    if (other || retryAt.isPresent() || !why.equals(health.why())) {
      Instant since = other ? pace.instant() : health.since();
      health = new ChannelHealth(name(), health.kind(), state, since, why);
      say.accept(health);
      store.keep(name(), new MessageStore.Kept(state, since, why, retryAt)).otherwiseEmpty();
    }
  }

  private void say(State state, Optional<String> why) {
    switch (state) {
      case OK -> log.info("channel {}: it delivers again", name());
      case FAILING -> log.warn("channel {}: {} — it is tried again", name(), why.orElse(""));
      case PAUSED ->
          log.error(
              "channel {}: {} — it is paused, and tested every {} min",
              name(),
              why.orElse(""),
              TEST.toMinutes());
    }
  }

  /** A good answer opens it, and what is due goes. */
  private void test() {
    if (stopped) {
      return;
    }
    var lost = new Delivery.Later("It did not answer in time.", Optional.empty(), false);
    within(DEADLINE, outlet.channel()::test, lost)
        .onComplete(
            (delivery, bug) -> {
              if (delivery instanceof Delivery.Sent) {
                change(State.OK, Optional.empty(), Optional.empty());
                wake();
              } else {
                timer = pace.after(TEST, this::test);
              }
            });
  }

  /** What does not come in time is {@code late}; what comes after that is not heard. */
  private <T> Future<T> within(Duration limit, Supplier<Future<T>> what, T late) {
    Promise<T> answer = Promise.promise();
    Pace.Timer end = pace.after(limit, () -> answer.tryComplete(late));
    what.get()
        .onComplete(
            (done, cause) -> {
              end.cancel();
              if (cause == null) {
                answer.tryComplete(done);
              } else {
                answer.tryFail(cause);
              }
            });
    return answer.future();
  }
}
