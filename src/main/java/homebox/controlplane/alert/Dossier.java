package homebox.controlplane.alert;

import homebox.controlplane.alert.Change.Reminding;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Run.Direction;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/** One service: where it stands, and what waits while a change of it is being committed. */
final class Dossier {
  /**
   * Answers that wait for a commit; it takes 5 s at most, and a service answers ten times a second.
   */
  static final int ROOM = 200;

  /** Longer than anybody waits. */
  private static final Duration LONG_AGO = Duration.ofDays(366);

  private ServiceConfig service;
  private final Deque<CheckResult> waiting = new ArrayDeque<>();
  private ServiceState state = ServiceState.UNKNOWN;
  private Reminding reminding = Reminding.NONE;
  private Told told = Told.NOTHING;
  private OptionalLong announced = OptionalLong.empty();
  private Optional<Acknowledged> acknowledged = Optional.empty();
  private boolean unknown;
  private Optional<Votes> votes = Optional.empty();
  private Flaps flaps = Flaps.NONE;
  private Cause cause = Cause.NONE;
  private Named named = Named.NOTHING_TOLD;
  private Cover cover = Cover.NONE;
  private Optional<Heard> last = Optional.empty();
  private long version;
  private boolean deciding;
  private boolean resting;
  private Future<Void> writes = Future.succeededFuture();

  /**
   * Whether its trouble is the trouble of those that depend on it.
   *
   * @param down it has been DOWN meanwhile
   * @param ended when it was that for the last time, by the clock that never steps
   */
  record Cause(boolean lasts, boolean down, long ended) {
    static final Cause NONE = new Cause(false, false, Long.MIN_VALUE);
  }

  Dossier(ServiceConfig service) {
    this.service = service;
  }

  /** Of the same service, and nothing is known of it but when it was a cause. */
  Dossier anew() {
    var fresh = new Dossier(service);
    fresh.wasCauseUntil(cause.ended());
    return fresh;
  }

  /** It was the cause of others' trouble until then, by the clock of the answers in ms. */
  void wasCauseUntil(long steadyMillis) {
    cause = new Cause(cause.lasts(), cause.down(), Math.max(cause.ended(), steadyMillis));
  }

  ServiceConfig service() {
    return service;
  }

  /**
   * As it is configured from now on.
   *
   * @return true if it is asked otherwise: what spoke against its state, and what still waits, were
   *     answers to another question
   */
  boolean follow(ServiceConfig next) {
    boolean other = !next.asksLike(service);
    service = next;
    if (other) {
      waiting.clear();
      state(state.undisputed());
    }
    return other;
  }

  ServiceState state() {
    return state;
  }

  Reminding reminding() {
    return reminding;
  }

  Standing standing() {
    return state.standing(service.id(), service.timing(), cover, acknowledged, votes);
  }

  /** What each channel was last told. */
  Told told() {
    return told;
  }

  /** Its last answer says nothing. */
  boolean unknown() {
    return unknown;
  }

  void unknown(boolean now) {
    unknown = now;
  }

  /** How restless it is. */
  Flaps flaps() {
    return flaps;
  }

  void flaps(Flaps now) {
    flaps = now;
  }

  /** The notice of the incident that is open was created. */
  boolean announced() {
    return announced.isPresent();
  }

  /** How long ago that was, by the clock that never steps; empty if it was not. */
  Optional<Duration> announcedFor(long nowNanos) {
    return announced.isPresent()
        ? Optional.of(Duration.ofNanos(nowNanos - announced.getAsLong()))
        : Optional.empty();
  }

  /** Somebody cares about the incident that is open. */
  Optional<Acknowledged> acknowledged() {
    return acknowledged;
  }

  void acknowledged(Optional<Acknowledged> now) {
    acknowledged = now;
  }

  /** That channel thinks that it is DOWN. */
  boolean toldDown(String channel) {
    return told.to(channel) == Level.DOWN;
  }

  Cover cover() {
    return cover;
  }

  /** True if that is another one. */
  boolean cover(Cover now) {
    boolean other = !now.equals(cover);
    cover = now;
    return other;
  }

  void state(ServiceState next) {
    state = next;
    if (next.run().direction() != Direction.WORSE) {
      votes = Optional.empty();
    }
  }

  /** It stays what it is, for most hosts do not see what we see. */
  void contest(ServiceState next, Votes counted) {
    state = next;
    votes = Optional.of(counted);
  }

  void heard(CheckResult result, long nanos) {
    last = Optional.of(new Heard(result, nanos));
  }

  /** The last answer of this life. */
  Optional<Heard> last() {
    return last;
  }

  /** It has answered a question that was asked then or later. */
  boolean answeredSince(long steadyMillis) {
    return last.filter(heard -> heard.result().steadyMillis() >= steadyMillis).isPresent();
  }

  /** It is DOWN, or its last answer failed. */
  boolean isCause() {
    return state.level() == Level.DOWN
        || last.filter(heard -> heard.result().outcome() instanceof Outcome.Failed).isPresent();
  }

  /** It is, or was at any time since that moment. */
  boolean isCauseSince(long steadyMillis) {
    return isCause() || cause.ended() > steadyMillis;
  }

  Cause cause() {
    return cause;
  }

  /** Whether that is another thing than when this was asked last. */
  boolean isCauseOtherwise() {
    boolean lasts = isCause();
    boolean other = lasts != cause.lasts();
    boolean down = lasts && (cause.down() || state.level() == Level.DOWN);
    if (other || down != cause.down()) {
      cause = new Cause(lasts, down, other && !lasts ? answered() : cause.ended());
    }
    return other;
  }

  private long answered() {
    return last.map(heard -> Moment.of(heard.result()).steadyMillis() + heard.took())
        .orElse(Long.MIN_VALUE);
  }

  /** Who was named as fallen with it when it was told. */
  Named named() {
    return named;
  }

  /** What the database knows. */
  void take(StateStore.Stored stored, Pace pace) {
    state(stored.state());
    reminding = stored.reminding();
    version = stored.version();
    told = stored.told();
    announced =
        stored.announced().stream()
            .mapToLong(at -> pace.nanos() - since(at, pace.instant()).toNanos())
            .findFirst();
    flaps = stored.flaps();
    named = stored.named();
    acknowledged = stored.acknowledged();
  }

  /** Across a restart by the wall clock; what lies ahead is long ago, for that clock was set. */
  private static Duration since(Instant then, Instant now) {
    Duration length = Duration.between(then, now);
    return length.isNegative() || length.compareTo(LONG_AGO) > 0 ? LONG_AGO : length;
  }

  /** It was decided; whether it is written does not matter here. */
  void take(Change change, Pace pace) {
    state(change.state());
    reminding = change.reminding();
    told = change.transition().isPresent() ? told.over() : told;
    told = told.with(change.messages());
    named = named.after(change);
    if (change.transition().isPresent()) {
      announced = OptionalLong.empty();
      acknowledged = Optional.empty();
    }
    if (announced.isEmpty() && change.announces().isPresent()) {
      announced = OptionalLong.of(pace.nanos());
    }
  }

  long version() {
    return version;
  }

  void version(long known) {
    version = known;
  }

  /** True while a change is being committed. */
  boolean deciding() {
    return deciding;
  }

  void deciding(boolean now) {
    deciding = now;
  }

  /** True while it is being paused: its answers say nothing any more. */
  boolean resting() {
    return resting;
  }

  void resting(boolean now) {
    resting = now;
  }

  /** False if there is no room. */
  boolean queue(CheckResult result) {
    return waiting.size() < ROOM && waiting.add(result);
  }

  Optional<CheckResult> next() {
    return Optional.ofNullable(waiting.poll());
  }

  /** What is still being written; a change that comes is written after that. */
  Future<Void> writes() {
    return writes;
  }

  void writes(Future<Void> until) {
    writes = until;
  }
}
