package homebox.controlplane.alert;

import homebox.controlplane.alert.Change.Reminding;
import homebox.controlplane.alert.ServiceState.Step;
import homebox.controlplane.alert.Told.Hearers;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Run.Direction;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what of a service is to be told to whom: what changed, what was owed to somebody, and that
 * it has come to rest. Belongs to one context.
 */
final class Tidings {
  private static final Logger log = LoggerFactory.getLogger(Tidings.class);

  private final Pace pace;
  private final Hushes hushes;
  private final Reminders reminders;
  private final Predicate<Dossier> caredFor;
  private AlertPlan plan;

  /**
   * Tells these.
   *
   * @param caredFor true if somebody cares about what is open of it
   */
  Tidings(
      Pace pace, Hushes hushes, Reminders reminders, Predicate<Dossier> caredFor, AlertPlan plan) {
    this.pace = pace;
    this.hushes = hushes;
    this.reminders = reminders;
    this.caredFor = caredFor;
    this.plan = plan;
  }

  /** From now on these are told. */
  void follow(AlertPlan now) {
    plan = now;
  }

  /** Who knows that it is DOWN, and may be reminded of it now. */
  List<String> reminded(Dossier dossier) {
    return plan.channels().stream()
        .filter(dossier::toldDown)
        .filter(channel -> plan.awake(channel, pace.instant()))
        .toList();
  }

  /** Where something speaks against the state still, no round has ended. */
  Flaps flaps(Dossier dossier, Step step, CheckResult result) {
    boolean first = dossier.state().level() == Level.PENDING;
    boolean open = step.transition().isEmpty() && step.state().run().direction() != Direction.NONE;
    return first || open
        ? dossier.flaps()
        : hushes.after(dossier, step.state(), step.transition().isPresent(), result);
  }

  /** Its restlessness is over: whoever was told of it is told what the service counts as. */
  Optional<Change> settled(Dossier dossier, Flaps before, CheckResult result) {
    boolean over = before.isRestless() && !dossier.flaps().isRestless() && hushes.plan().flapping();
    return before
        .spell()
        .filter(spell -> over && spell.told())
        .map(spell -> new FlapNews(dossier.service(), dossier.state(), spell))
        .map(
            news ->
                Change.settled(
                    dossier.service(),
                    dossier.state(),
                    reminders.first(dossier.state().level()),
                    news.end(
                        Duration.ofMillis(result.at().toEpochMilli() - news.spell().number()),
                        hearsTheEnd(dossier),
                        pace.instant())));
  }

  /** A change of state, with whom it is news to. */
  Change change(
      Dossier dossier,
      ServiceState state,
      Transition transition,
      Flaps before,
      CheckResult result) {
    Change change = changed(dossier, state, transition, result).with(dossier.flaps());
    return dossier
        .flaps()
        .spell()
        .filter(spell -> spell.told() && !before.isRestless())
        .map(spell -> new FlapNews(dossier.service(), state, spell))
        .map(
            news ->
                change.and(
                    news.begin(
                        dossier.flaps().count(),
                        awake(dossier),
                        dossier.told().with(change.messages()),
                        pace.instant())))
        .orElse(change);
  }

  private Change changed(
      Dossier dossier, ServiceState state, Transition transition, CheckResult result) {
    return Change.of(
        dossier.service(),
        state,
        transition,
        reminders.first(state.level()),
        dossier
            .told()
            .due(
                transition.change(), dossier.announced(), hearers(dossier, result, plan::isPrompt)),
        notice -> hushes.dependents(dossier, notice),
        pace.instant());
  }

  private List<String> awake(Dossier dossier) {
    return plan.channels(dossier.service()).stream()
        .filter(plan::isPrompt)
        .filter(channel -> plan.awake(channel, pace.instant()))
        .toList();
  }

  /** That all is well may be said at any time; whoever is not told now of the rest is owed it. */
  private List<String> hearsTheEnd(Dossier dossier) {
    return dossier.state().level() == Level.UP
        ? plan.channels(dossier.service()).stream().filter(plan::isPrompt).toList()
        : awake(dossier);
  }

  private Hearers hearers(Dossier dossier, CheckResult result, Predicate<String> hears) {
    return new Hearers(plan.channels(), audience(dossier, hears), () -> hushed(dossier, result));
  }

  /** Who waits for somebody to care has waited long enough, and nobody does. */
  private boolean hearsLate(Dossier dossier, String channel) {
    Optional<Duration> after = plan.after(channel);
    return after.isEmpty()
        || !caredFor.test(dossier)
            && dossier
                .announcedFor(pace.nanos())
                .filter(length -> length.compareTo(after.get()) >= 0)
                .isPresent();
  }

  /**
   * Also those who would have been told of what fell with it; nobody outside of their hours: they
   * are owed it.
   *
   * @param hears those for whom it is time
   */
  private Collection<String> audience(Dossier dossier, Predicate<String> hears) {
    var audience = new LinkedHashSet<>(plan.channels(dossier.service()));
    for (Dossier child : hushes.fallen(dossier)) {
      audience.addAll(plan.channels(child.service()));
    }
    audience.removeIf(channel -> !hears.test(channel) || !plan.awake(channel, pace.instant()));
    return audience;
  }

  private boolean hushed(Dossier dossier, CheckResult result) {
    Optional<Hush> hush = hushes.at(dossier, result);
    hush.ifPresent(why -> log.debug("{} is not told: {}", dossier.service().name(), why.words()));
    return hush.isPresent();
  }

  /** What somebody was not told when it came: an answer that agrees with it is the time for it. */
  Optional<Change> owed(Dossier dossier, CheckResult result) {
    Hearers hearers = hearers(dossier, result, channel -> hearsLate(dossier, channel));
    var due = dossier.told().owed(dossier.state(), hearers);
    return due.isEmpty() ? Optional.empty() : Optional.of(late(dossier, due, result));
  }

  private Change late(Dossier dossier, Map<Notice, List<String>> due, CheckResult result) {
    Reminding reminding = dossier.reminding();
    boolean first = reminding.told() == 0 && !dossier.announced(); // else it goes on as it was
    return Change.late(
        dossier.service(),
        dossier.state(),
        first ? reminders.first(dossier.state().level()) : reminding,
        due,
        notice -> hushes.dependents(dossier, notice),
        result.answer(),
        pace.instant());
  }
}
