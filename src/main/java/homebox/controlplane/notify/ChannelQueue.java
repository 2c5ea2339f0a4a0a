package homebox.controlplane.notify;

import homebox.controlplane.notify.LostStore.Lost;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  private Outlet outlet;
  private final MessageStore store;
  private final Pace pace;
  private final LostStore lostStore;
  private final BackOff backOff;
  private final Unkept unkept = new Unkept();
  private final Trail trail = new Trail();
  private final Ages ages;
  private final Map<String, Integer> strange = new HashMap<>();
  private final Condition condition;
  private final List<Channel> former = new ArrayList<>();
  private Optional<Channel> testing = Optional.empty();
  private Optional<Lost> lost = Optional.empty();
  private Pace.Timer timer = () -> {};
  private Promise<Void> idle = Promise.promise();
  private boolean ready;
  private boolean busy;
  private boolean again;
  private boolean fresh;
  private boolean stopped;
  private boolean waiting;

  ChannelQueue(
      Outlet outlet,
      MessageStore store,
      LostStore lostStore,
      Pace pace,
      Consumer<ChannelHealth> tell) {
    this.outlet = outlet;
    this.store = store;
    this.pace = pace;
    this.lostStore = lostStore;
    this.ages = new Ages(pace);
    this.backOff = new BackOff(ThreadLocalRandom.current()::nextDouble, pace.nanos());
    this.condition = new Condition(outlet.channel(), store, pace, tell);
  }

  String name() {
    return outlet.channel().name();
  }

  ChannelHealth health() {
    return condition.health();
  }

  /** Begins, knowing how it stood when the last life ended. */
  void start(Optional<MessageStore.Named> kept) {
    kept.ifPresent(this::remember);
    ready = true;
    test();
    look();
  }

  /** The same, when it has begun already: the database did not answer then. */
  void learn(Optional<MessageStore.Named> kept) {
    kept.ifPresent(
        named -> {
          lost = lost.isPresent() ? lost : named.lost();
          leaveAlone(named.kept());
        });
    look();
  }

  /**
   * Goes on through this outlet; what is due stays due. What another channel was asking of us is
   * over, and one that is paused is tested: somebody may just have mended it.
   */
  void use(Outlet next) {
    if (next.channel() != outlet.channel()) {
      former.add(outlet.channel());
      backOff.anew(pace.nanos());
    }
    outlet = next;
    if (!busy) {
      closeFormer();
    }
    if (condition.paused()) {
      timer.cancel();
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
    } else if (ready && !stopped && !condition.paused()) {
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

  /** Closes what is open; once it has stopped. */
  Future<Void> close() {
    return outlet.channel().close();
  }

  private void closeFormer() {
    former.forEach(Channel::close);
    former.clear();
  }

  private void remember(MessageStore.Named named) {
    lost = named.lost();
    condition.remember(named.kept());
    leaveAlone(named.kept());
  }

  /** The other side asked for it, before the last life ended. */
  private void leaveAlone(MessageStore.Kept kept) {
    kept.retryAt()
        .map(at -> Duration.between(pace.instant(), at))
        .filter(left -> !left.isNegative() && left.compareTo(LIFE) <= 0)
        .ifPresent(left -> backOff.asked(pace.nanos(), left));
  }

  private void rest(Throwable bug) {
    busy = false;
    closeFormer();
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

  /** A database that hangs is waited for: something older may be due, and the order holds. */
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
    String ours = lost.map(known -> LostStore.key(name(), known)).orElse("");
    var rows = unkept.with(due).stream().filter(row -> !row.key().equals(ours)).toList();
    ages.see(rows);
    var old =
        rows.stream()
            .filter(row -> !Riders.rides(row) && ages.of(row).compareTo(LIFE) > 0)
            .toList();
    if (old.isEmpty()) {
      return rows;
    }
    log.warn("channel {}: {} messages are given up after 24 h", name(), old.size());
    lose(old);
    return rows.stream().filter(row -> !old.contains(row)).toList();
  }

  /** They are counted until somebody has been told. */
  private void lose(List<OutboxRow> old) {
    Instant oldest = old.stream().map(OutboxRow::created).min(Instant::compareTo).orElseThrow();
    var more = new Lost(old.size(), oldest);
    lost = Optional.of(lost.map(known -> known.and(old.size())).orElse(more));
    giveUp(old, "Given up after 24 h.", Optional.of(more));
  }

  private Future<Void> choose(List<OutboxRow> all) {
    List<OutboxRow> rows = Riders.last(all);
    boolean nothing = rows.isEmpty() || Riders.rides(rows.get(0));
    if ((nothing && lost.isEmpty()) || stopped) {
      return trail.flush().mapEmpty();
    }
    long now = pace.nanos();
    long left = Math.max(backOff.left(now, fresh), lost.isPresent() ? 0 : groupLeft(rows.get(0)));
    if (left > 0) {
      timer = pace.after(Duration.ofNanos(left + 999_999), this::look);
      return Future.succeededFuture();
    }
    fresh = false;
    return next(rows).compose(this::claim);
  }

  /** That some were lost is told before all else. */
  private Future<List<OutboxRow>> next(List<OutboxRow> rows) {
    if (lost.isEmpty()) {
      return Future.succeededFuture(batch(rows));
    }
    return within(PATIENCE, () -> lostStore.row(name(), lost.get(), pace.instant()), null)
        .otherwiseEmpty()
        .map(row -> first(row, rows));
  }

  /** {@code row} is null when the database does not say: then the others go. */
  private List<OutboxRow> first(Optional<OutboxRow> row, List<OutboxRow> rows) {
    if (row != null && row.isPresent()) {
      return List.of(row.get());
    }
    lost = row == null ? lost : Optional.empty();
    return rows.isEmpty() || Riders.rides(rows.get(0)) ? List.of() : batch(rows);
  }

  private Future<Void> claim(List<OutboxRow> batch) {
    if (batch.isEmpty()) {
      timer = pace.after(AGAIN, this::look);
      return Future.succeededFuture();
    }
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
    Channel through = outlet.channel();
    return within(DEADLINE, () -> deliver(batch), lost)
        .compose(
            delivery -> {
              again = true;
              return mark(batch, through == outlet.channel() ? delivery : afterAll(delivery));
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

  /** What refuses is there no more: it is tried through what has come instead. */
  private static Delivery afterAll(Delivery delivery) {
    return delivery instanceof Delivery.Refused
        ? new Delivery.Later(delivery.answer(), Optional.of(Duration.ZERO), false)
        : delivery;
  }

  private Future<Void> mark(List<OutboxRow> batch, Delivery delivery) {
    if (delivery instanceof Delivery.Sent sent) {
      backOff.succeeded();
      batch.forEach(row -> strange.remove(row.key()));
      condition.well();
      unkept.settle(batch, Optional.of(sent));
      markSent(batch.stream().filter(OutboxRow::stored).toList(), sent);
    } else if (delivery instanceof Delivery.Refused refused) {
      condition.refused(refused);
      timer = pace.after(TEST, this::test);
      keepDue(batch, refused.answer(), false, pace.instant().plus(TEST));
    } else if (delivery instanceof Delivery.Unknown unknown && tooStrange(batch)) {
      log.warn("channel {}: a message is given up: {}", name(), unknown.answer());
      giveUp(batch, unknown.answer(), Optional.empty());
    } else {
      later(batch, delivery);
    }
    return trail.flush().mapEmpty();
  }

  private void markSent(List<OutboxRow> rows, Delivery.Sent sent) {
    if (rows.isEmpty()) {
      return;
    }
    Instant at = pace.instant();
    boolean ours = lost.filter(known -> isOf(rows, known)).isPresent();
    lost = ours ? Optional.empty() : lost;
    trail.add(
        () ->
            (ours ? store.lostTold(name(), rows, sent, at) : store.sent(rows, sent, at))
                .onSuccess(done -> unkept.forget(rows)));
  }

  private boolean isOf(List<OutboxRow> rows, Lost known) {
    return rows.get(0).key().equals(LostStore.key(name(), known));
  }

  private void giveUp(List<OutboxRow> rows, String answer, Optional<Lost> more) {
    Instant now = pace.instant();
    unkept.settle(rows, Optional.empty());
    trail.add(
        () -> store.failed(name(), rows, answer, more, now).onSuccess(done -> unkept.forget(rows)));
  }

  private void later(List<OutboxRow> batch, Delivery delivery) {
    long now = pace.nanos();
    Duration wait = backOff.failed(now);
    Optional<Duration> asked =
        delivery instanceof Delivery.Later later ? later.after() : Optional.empty();
    asked.ifPresent(length -> backOff.asked(now, length));
    boolean ambiguous = delivery instanceof Delivery.Later later && later.ambiguous();
    Instant next = pace.instant().plus(asked.orElse(wait));
    condition.failing(delivery.answer(), asked.map(length -> next));
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

  /**
   * Of a paused one a good answer opens it, and what is due goes. Of one that is not paused nothing
   * is concluded: what becomes of a message decides, and this has made the first one quicker.
   */
  private void test() {
    Channel tested = outlet.channel();
    if (stopped || testing.filter(now -> now == tested).isPresent()) {
      return;
    }
    testing = Optional.of(tested);
    var lost = new Delivery.Later("It did not answer in time.", Optional.empty(), false);
    within(DEADLINE, tested::test, lost)
        .onComplete(
            (delivery, bug) -> {
              if (tested != outlet.channel()) {
                return;
              }
              testing = Optional.empty();
              if (condition.paused() && delivery instanceof Delivery.Sent) {
                condition.well();
                wake();
              } else if (condition.paused()) {
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
