package homebox.controlplane.notify;

import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one channel has to tell, one message at a time and in order. Waits for no other channel.
 * Belongs to one context.
 */
final class ChannelQueue {
  private static final Logger log = LoggerFactory.getLogger(ChannelQueue.class);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Pace pace;
  private final Talk talk;
  private final BiConsumer<String, Boolean> sayReady;
  private final Ledger ledger;
  private final Condition condition;
  private final Gate gate;
  private final Sender sender;
  private final List<Channel> former = new ArrayList<>();
  private Pace.Timer timer = () -> {};
  private Promise<Void> idle = Promise.promise();
  private boolean ready;
  private boolean busy;
  private boolean again;
  private boolean fresh;
  private boolean stopped;
  private boolean last; // what is due by now, and no more
  private boolean waiting;
  private boolean clean; // the last look found nothing, and nothing has come since
  private boolean saidReady;
  private Handed handed = Handed.NOTHING;

  ChannelQueue(Outlet outlet, Shared shared, Pace pace, Tally tally, Consumer<ChannelHealth> tell) {
    this.pace = pace;
    this.talk = shared.talk();
    this.sayReady = shared.ready();
    this.ledger = new Ledger(tally, shared.store(), shared.lost(), pace, shared.hearing());
    var postman = new Postman(outlet, pace);
    this.condition = new Condition(outlet.channel(), shared.store(), pace, tell);
    this.gate = new Gate(condition, postman, pace, this::wake);
    this.sender = new Sender(postman, ledger, gate, tally, pace);
  }

  String name() {
    return channel().name();
  }

  boolean isLog() {
    return outlet().isLog();
  }

  private Channel channel() {
    return outlet().channel();
  }

  private Outlet outlet() {
    return sender.postman().outlet();
  }

  ChannelHealth health() {
    return condition.health();
  }

  /** Begins, knowing how it stood when the last life ended. */
  void start(Optional<MessageStore.Named> kept) {
    kept.ifPresent(named -> gate.remember(named.kept()));
    ready = true;
    gate.test();
    learn(kept);
  }

  /** The same, when it has begun already: the database did not answer then. */
  void learn(Optional<MessageStore.Named> kept) {
    kept.ifPresent(
        named -> {
          ledger.remember(named.lost());
          leaveAlone(named.kept());
        });
    look();
  }

  /**
   * Goes on through this outlet; what is due stays due. What another channel was asking of us is
   * over, and one that is paused is tested: somebody may just have mended it.
   */
  void use(Outlet next) {
    if (next.channel() != channel()) {
      former.add(channel());
      sender.backOff().anew(pace.nanos());
    }
    var postman = new Postman(next, pace);
    sender.use(postman);
    gate.use(postman);
    if (!busy) {
      closeFormer();
    }
    look();
  }

  /** Something new is due. */
  void wake() {
    wake(Handed.NOTHING);
  }

  /**
   * The same: this. Who has nothing else to tell need not read it, and is quicker by that; who has
   * lets go what was claimed for it.
   */
  void wake(Handed given) {
    fresh = true;
    boolean next = clean && !busy && !stopped;
    handed = next ? given : Handed.NOTHING;
    if (!next) {
      letGo(given);
    }
    clean = false;
    look();
  }

  /** Says whether it would send at once what becomes due, for who has not heard it yet. */
  void announce() {
    sayReady.accept(name(), saidReady);
  }

  /** The other side has said, unasked, whether it takes messages. */
  void hear(Optional<Delivery.Refused> refused) {
    refused.ifPresentOrElse(gate::told, gate::welcome);
  }

  /** This is to be told, and is in no database yet. */
  void tell(OutboxRow row) {
    ledger.add(row);
    wake();
  }

  /** Looks what there is to do; of a paused one only what has become too old. */
  void look() {
    if (busy) {
      again = true;
    } else if (ready && !stopped) {
      busy = true;
      sayReady();
      timer.cancel();
      round().onComplete((done, bug) -> rest(bug));
    }
  }

  /**
   * The same as {@link #stop()}, but once what is due by now is told: for the log, whose lines wait
   * a moment and take none.
   */
  Future<Void> stopAfterAll() {
    if (!ready || stopped) {
      return stop();
    }
    last = true;
    look();
    return idle.future();
  }

  /** Nothing more begins; done when what is on its way has been answered and marked. */
  Future<Void> stop() {
    stopped = true;
    sayReady();
    timer.cancel();
    gate.stop();
    return busy ? idle.future() : Future.succeededFuture();
  }

  /** Closes what is open; once it has stopped. */
  Future<Void> close() {
    return channel().close();
  }

  /** Not while one of them may still be delivering. */
  private void closeFormer() {
    former.forEach(Channel::close);
    former.clear();
  }

  /** The other side asked for it, before the last life ended. */
  private void leaveAlone(MessageStore.Kept kept) {
    kept.retryAt()
        .map(at -> Duration.between(pace.instant(), at))
        .filter(left -> !left.isNegative() && left.compareTo(Ledger.LIFE) <= 0)
        .ifPresent(left -> sender.backOff().asked(pace.nanos(), left));
  }

  private void rest(Throwable bug) {
    busy = false;
    closeFormer();
    letGo(sender.unsent());
    if (bug != null) {
      log.error("channel {}: a bug of ours; it is tried again", name(), bug);
      lookIn(AGAIN);
    }
    if (!stopped && again) {
      again = false;
      look();
    } else if (last) {
      stop();
    }
    if (stopped && !busy) {
      idle.tryComplete();
    }
    sayReady();
  }

  private void letGo(Handed given) {
    if (given.claimed().isPresent() && !given.isEmpty()) {
      ledger.letGo(given.rows());
      again = true;
    }
  }

  private void sayReady() {
    boolean now = clean && !busy && !stopped && prompt();
    if (now != saidReady) {
      saidReady = now;
      announce();
    }
  }

  private boolean prompt() {
    return !isLog()
        && outlet().groupWait().isZero()
        && !gate.closed()
        && sender.backOff().left(pace.nanos(), false) <= 0
        && !ledger.hasLost();
  }

  private void lookIn(Duration wait) {
    timer.cancel();
    timer = pace.after(wait, this::look);
  }

  private Future<Void> round() {
    Handed known = handed;
    handed = Handed.NOTHING;
    clean = false;
    if (known.isEmpty()) {
      return read();
    }
    sender.hand(known);
    return choose(ledger.open(known.rows()));
  }

  private Future<Void> read() {
    return ledger
        .flush()
        .compose(
            all -> {
              if (!all) {
                lookWhenItWorks();
              }
              return ledger
                  .open(all)
                  .onSuccess(rows -> clean = all && rows.isEmpty() && !ledger.unread());
            })
        .compose(
            rows -> {
              if (ledger.unread()) {
                lookWhenItWorks();
              }
              return choose(rows);
            });
  }

  private void lookWhenItWorks() {
    if (!waiting) {
      waiting = true;
      ledger
          .working()
          .onSuccess(
              works -> {
                waiting = false;
                lookIn(AGAIN);
              });
    }
  }

  private Future<Void> choose(List<OutboxRow> all) {
    List<OutboxRow> rows = Riders.last(all);
    if (nothing(rows) && !ledger.hasLost()) {
      gate.idle();
      return ledger.flush().mapEmpty();
    }
    if (stopped || gate.closed()) {
      return ledger.flush().mapEmpty();
    }
    boolean told = !isLog(); // its lines have no room for details
    if (told) {
      talk.see(rows);
    }
    long left =
        Math.max(
            sender.backOff().left(pace.nanos(), fresh),
            ledger.hasLost() ? 0 : groupLeft(rows.get(0)));
    if (left > 0) {
      lookIn(Duration.ofNanos(left + 999_999));
      return Future.succeededFuture();
    }
    fresh = false;
    return (told ? talk.with(rows) : Future.succeededFuture(rows))
        .compose(whole -> ledger.lostRow().map(first -> next(first, whole)))
        .compose(this::send);
  }

  private Future<Void> send(List<OutboxRow> batch) {
    Future<Boolean> tried = batch.isEmpty() ? Future.succeededFuture(false) : sender.send(batch);
    return tried
        .onSuccess(
            yes -> {
              if (yes) {
                again = true;
              } else {
                lookIn(AGAIN);
              }
            })
        .mapEmpty();
  }

  private static boolean nothing(List<OutboxRow> rows) {
    return rows.isEmpty() || Riders.rides(rows.get(0));
  }

  /** That some were lost is told before all else. */
  private List<OutboxRow> next(Optional<OutboxRow> first, List<OutboxRow> rows) {
    return first.map(List::of).orElseGet(() -> nothing(rows) ? List.of() : batch(rows));
  }

  /** The first of a group waits for others; never longer, and not after a failure. */
  private long groupLeft(OutboxRow first) {
    if (!first.kind().grouped() || sender.backOff().failing()) {
      return 0;
    }
    return outlet().groupWait().minus(ledger.age(first)).toNanos();
  }

  /** Those that leave as one message: one alone while it fails, and of a kind that leaves alone. */
  private List<OutboxRow> batch(List<OutboxRow> rows) {
    if (sender.backOff().failing() || !rows.get(0).kind().grouped()) {
      return List.of(rows.get(0));
    }
    var group = Riders.group(rows);
    return group.subList(0, sender.postman().fitting(group));
  }
}
