package homebox.controlplane.alert;

import homebox.controlplane.check.CheckResult;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows what stands against telling that a service got worse, now and at an answer. Belongs to one
 * context.
 */
final class Hushes {
  private final Pace pace;
  private final Dossiers dossiers;
  private final AnswerClock clock;
  private final Mutes mutes;
  private final Pauses pauses;
  private final WorkWatch works;
  private final Kinship kinship;
  private final Gate gate;
  private final Consumer<Dossier> shown;
  private HushPlan plan;

  /**
   * Watches nothing yet.
   *
   * @param shown hears of each service that is shown otherwise from now on
   * @param absence hears what history must know
   */
  Hushes(
      Pace pace,
      Dossiers dossiers,
      HushPlan plan,
      Consumer<String> ask,
      Consumer<Dossier> shown,
      Consumer<Absence> absence) {
    this.pace = pace;
    this.dossiers = dossiers;
    this.plan = plan;
    this.shown = shown;
    this.clock = new AnswerClock(pace);
    this.mutes = new Mutes(pace, clock, this::show);
    this.pauses = new Pauses(pace, absence);
    this.works = new WorkWatch(pace, clock, this::show, absence);
    this.kinship = new Kinship(pace, dossiers, ask, this::show);
    this.gate = new Gate(pace, dossiers, ask, pauses::has);
  }

  /** From now on, of those that are watched. */
  void start() {
    kinship.follow(plan.kin());
    works.follow(plan, dossiers.ids());
    if (!plan.kin().isNobody()) {
      dossiers.all().forEach(this::look);
    }
  }

  /** This one has just come, whatever comes of it. */
  void come(CheckResult answer) {
    clock.hear(answer);
  }

  /** It has answered; it may be the cause for others now, or no longer. */
  void hear(Dossier dossier, CheckResult answer) {
    kinship.look(dossier);
    gate.hear(answer);
  }

  /** It counts as something else, or something else speaks against that. */
  void look(Dossier dossier) {
    kinship.look(dossier);
    dossier.cover(cover(dossier));
  }

  /** Done when it is known what stands against telling this; empty if it is known already. */
  Optional<Future<Void>> before(Dossier dossier, CheckResult answer) {
    return gate.before(dossier, answer, kinship.kin());
  }

  /** Those that depend on it and have failed. */
  List<Dossier> fallen(Dossier dossier) {
    return kinship.fallen(dossier);
  }

  /** What its news say of those that depend on it. */
  Optional<JsonObject> dependents(Dossier dossier, Notice notice) {
    return kinship.dependents(dossier, notice);
  }

  /** Likewise, as it is configured by now. */
  void follow(HushPlan next) {
    plan = next;
    start();
  }

  /** Who is not asked. */
  Pauses pauses() {
    return pauses;
  }

  /** The one is known no more, and the other takes its place, of which nothing is known. */
  void rests(Dossier before, Dossier now) {
    if (before.isCause()) {
      clock.tell(now::wasCauseUntil);
    }
    kinship.rests(before, now);
    now.cover(cover(now));
  }

  /** Who is muted. */
  Mutes mutes() {
    return mutes;
  }

  HushPlan plan() {
    return plan;
  }

  void stop() {
    works.stop();
    mutes.stop();
  }

  /**
   * What stood against telling of an answer at any time from its begin until now: a cause has ended
   * for a service only with an answer that was begun after it.
   */
  Optional<Hush> at(Dossier dossier, CheckResult answer) {
    return dossier.flaps().isRestless() ? Optional.of(Hush.FLAPPING) : besides(dossier, answer);
  }

  /** The same of all but its own restlessness. */
  private Optional<Hush> besides(Dossier dossier, CheckResult answer) {
    return muted(dossier, answer)
        .or(() -> work(dossier.service().id(), answer))
        .or(() -> parent(dossier, answer));
  }

  private Optional<Hush> work(String service, CheckResult answer) {
    Instant now = pace.instant();
    Instant begin = answer.at().isBefore(now) ? answer.at() : now;
    return works.had(service, answer.steadyMillis()) || plan.work(service, begin, now).isPresent()
        ? Optional.of(Hush.MAINTENANCE)
        : Optional.empty();
  }

  private Optional<Hush> muted(Dossier dossier, CheckResult answer) {
    return mutes.had(dossier.service().id(), answer.steadyMillis())
        ? Optional.of(Hush.MUTED)
        : Optional.empty();
  }

  private Optional<Hush> parent(Dossier dossier, CheckResult answer) {
    return kinship.hadCause(dossier, answer.steadyMillis())
        ? Optional.of(Hush.PARENT)
        : Optional.empty();
  }

  private void show(String service) {
    dossiers.of(service).ifPresent(this::show);
  }

  private void show(Dossier dossier) {
    if (dossier.cover(cover(dossier))) {
      shown.accept(dossier);
    }
  }

  private Cover cover(Dossier dossier) {
    return Cover.of(
        works.of(dossier.service().id()),
        kinship.over(dossier),
        mutes.of(dossier.service().id()),
        pauses.of(dossier.service().id()),
        dossier.flaps().isRestless(),
        dossier.unknown());
  }

  /**
   * How restless a service is after a round that ends with this answer. It is told when that
   * begins, if nothing stands against it; and it does not end before it could be told, nor with a
   * change: what ends it says the state.
   *
   * @param changed the answer has changed the state
   */
  Flaps after(Dossier dossier, ServiceState state, boolean changed, CheckResult answer) {
    if (!plan.flapping()) {
      return Flaps.NONE;
    }
    Flaps flaps = dossier.flaps().after(changed);
    if (flaps.begins()) {
      return flaps.begin(answer.at().toEpochMilli(), besides(dossier, answer).isEmpty());
    }
    Duration held = state.since().orElseThrow().until(Moment.of(answer));
    boolean over = !changed && flaps.ends(held, dossier.service().timing());
    boolean waits = flaps.spell().filter(Flaps.Spell::told).isPresent();
    return over && !(waits && besides(dossier, answer).isPresent()) ? flaps.end() : flaps;
  }
}
