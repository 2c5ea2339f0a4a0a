package homebox.controlplane.check;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Asks one service again and again: on schedule, and at once where an answer speaks against the
 * confirmed state. Never two questions at a time, never a backlog. Everything happens on {@code
 * home}.
 */
final class CheckLoop {
  private final String id;
  private final Timing timing;
  private final Schedule schedule;
  private final Stamps stamps;
  private final Probe probe;
  private final Desk desk;
  private final Executor home;
  private final Consumer<CheckResult> tell;

  private Level confirmed = Level.PENDING;
  private Run run = Run.NONE;
  private boolean suspect;
  private boolean discarded;
  private Round current;

  CheckLoop(
      ServiceConfig service, Probe probe, Desk desk, Executor home, Consumer<CheckResult> tell) {
    this.id = service.id();
    this.timing = service.timing();
    this.schedule = new Schedule(id, timing.interval());
    this.stamps = new Stamps(desk.pace());
    this.probe = probe;
    this.desk = desk;
    this.home = home;
    this.tell = tell;
  }

  void start(Level known) {
    confirmed = known;
    plan(schedule.first(now()), 0);
  }

  /** The same, but the first question is due at once, whenever the schedule has its turn. */
  void startNow(Level known) {
    confirmed = known;
    plan(now(), 0);
  }

  /** Asks at once, unless it goes on already; what it knew is forgotten. */
  void resume(Level known) {
    if (current == null) {
      run = Run.NONE;
      suspect = false;
      discarded = false;
      startNow(known);
    }
  }

  /** Falls silent; what is being asked is answered to nobody. */
  void stop() {
    if (current != null) {
      current.end();
      current = null;
    }
  }

  /** The service counts as {@code level} from now on; what speaks against that is counted anew. */
  void confirmed(Level level) {
    if (level != confirmed) {
      confirmed = level;
      run = Run.NONE;
    }
  }

  /** Asks at once, unless it is being asked; the schedule goes on as it was. */
  void askNow() {
    if (current != null && !current.underWay()) {
      int attempt = current.attempt;
      current.end();
      plan(now(), attempt);
    }
  }

  private long now() {
    return desk.steady().millis();
  }

  private void plan(long due, int attempt) {
    current = new Round(due, attempt);
    current.plan();
  }

  private void conclude(Round round, Answer answer) {
    Level seen = answer.outcome().level();
    suspect = answer.outcome().match(good -> false, slow -> false, this::ranOut);
    run = run.after(confirmed, seen);
    tell.accept(new CheckResult(id, round.at, round.beganSteady, round.attempt, answer));
    if (run.open(timing)) {
      plan(now() + timing.retryDelay().toMillis(), round.attempt + 1);
    } else {
      run = Run.NONE;
      plan(schedule.next(now()), 0);
    }
  }

  /** Whatever it waited for: a look-up that ran out of time is told as DNS. */
  private boolean ranOut(Outcome.Failed failed) {
    return failed.failure().cause() == Cause.TIMEOUT
        || failed.took().compareTo(timing.timeout()) >= 0;
  }

  /** One question from its planning to its answer. What comes for an ended one is not heard. */
  private final class Round {
    private final long due;
    private final int attempt;
    private Pace.Timer timer = () -> {};
    private Places.Claim claim;
    private Probe.Look look;
    private Instant at;
    private long beganSteady;
    private long beganNanos;

    Round(long due, int attempt) {
      this.due = due;
      this.attempt = attempt;
    }

    /** It is being asked, or waits for a place. */
    boolean underWay() {
      return claim != null;
    }

    void plan() {
      timer = desk.pace().after(Duration.ofMillis(due - now()), this::wish);
    }

    void wish() {
      if (current != this) {
        return;
      }
      claim = desk.places().ask(suspect, home, this::begin, this::evicted);
      if (claim.waits()) {
        timer = desk.pace().after(timing.interval(), this::skip);
      }
    }

    void begin() {
      if (current != this || look != null) {
        return;
      }
      timer.cancel();
      at = stamps.next();
      beganSteady = now();
      beganNanos = desk.pace().nanos();
      desk.lag().began(beganSteady - due);
      look = probe.look();
      look.answer().onSuccess(this::answered).onFailure(nobody -> unasked());
    }

    void answered(Answer answer) {
      if (current != this) {
        return;
      }
      claim.end();
      boolean paused = spansPause(answer);
      if (paused && !discarded) {
        discarded = true;
        CheckLoop.this.plan(now() + schedule.turnMillis(), attempt);
        return;
      }
      if (paused) {
        desk.countsLate(id);
      }
      discarded = false;
      conclude(this, answer);
    }

    /** Nothing is known: no answer is told, and the schedule goes on. */
    void unasked() {
      if (current == this) {
        claim.end();
        CheckLoop.this.plan(schedule.next(now()), 0);
      }
    }

    /** A good answer is worth no reading of boot time: a sleep does not make it wrong. */
    private boolean spansPause(Answer answer) {
      return answer.outcome() instanceof Outcome.Good
          ? desk.pauses().knownSince(beganNanos)
          : desk.pauses().pausedSince(beganNanos);
    }

    void evicted() {
      if (current != this || look == null) {
        return;
      }
      look.abandon();
      suspect = true;
      var again = new Round(due, attempt);
      current = again;
      again.wish();
    }

    /**
     * No place within the interval: this round is counted as lag. A service that hangs keeps its
     * turn in the queue all the same: at its end, among others with its rhythm, it might wait for
     * ever.
     */
    void skip() {
      if (current != this || look != null) {
        return;
      }
      desk.lag().skipped(timing.interval());
      if (suspect) {
        timer = desk.pace().after(timing.interval(), this::skip);
      } else {
        claim.end();
        CheckLoop.this.plan(schedule.next(now()), 0);
      }
    }

    void end() {
      timer.cancel();
      if (look != null) {
        look.abandon();
      }
      if (claim != null) {
        claim.end();
      }
    }
  }
}
