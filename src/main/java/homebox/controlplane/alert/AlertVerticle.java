package homebox.controlplane.alert;

import homebox.controlplane.alert.Change.Reminding;
import homebox.controlplane.alert.Cover.Paused;
import homebox.controlplane.alert.Keeper.Fate;
import homebox.controlplane.alert.Keeper.Kept;
import homebox.controlplane.alert.ServiceState.Step;
import homebox.controlplane.alert.StateStore.Stored;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.check.AskNow;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Confirmed;
import homebox.controlplane.check.Gap;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Rest;
import homebox.controlplane.check.Run.Direction;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears every answer, takes the step, has it written, and says what came of it. It counts; it never
 * schedules.
 */
public final class AlertVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(AlertVerticle.class);

  /** How long a stop waits for what is being written. */
  static final Duration DRAIN = Duration.ofSeconds(2);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofMinutes(1);

  private final Dossiers dossiers = new Dossiers();
  private final Map<String, Level> known = new ConcurrentHashMap<>();
  private final Database database;
  private final Pace pace;
  private final StateStore store;
  private final Claimers claimers;
  private final Keeper keeper;
  private final QuietKeeper quietKeeper;
  private final Reminders reminders;
  private final Escalations escalations;
  private final Leavers leavers;
  private final Latecomers latecomers;
  private final Hushes hushes;
  private final Witnesses witnesses;
  private final Uplink uplink;
  private final UplinkStore uplinkStore;
  private final Tidings tidings;
  private final Wishes wishes;
  private final FollowUp followUp;
  private final Works works;
  private final Reception reception;
  private List<Subscription> ears = List.of();

  /**
   * Judges the answers of these services, and later of those that are in force; others are not
   * heard.
   *
   * @param online asks whether we are; it never fails
   * @param panel the other hosts
   */
  public AlertVerticle(
      Database database,
      Pace pace,
      List<ServiceConfig> services,
      AlertPlan plan,
      HushPlan hushPlan,
      Supplier<Future<Boolean>> online,
      Panel panel) {
    dossiers.follow(services);
    this.database = database;
    this.pace = pace;
    this.store = new StateStore(database);
    this.claimers = new Claimers(pace);
    this.keeper = new Keeper(database, pace, claimers, this::due);
    this.quietKeeper = new QuietKeeper(database, pace, keeper, this::adopt);
    this.reminders = new Reminders(pace, plan.reminding(), this::remind);
    this.escalations = new Escalations(pace, plan, this::escalate);
    this.latecomers = new Latecomers(database, pace, this::adopt, this::endRemoved);
    this.leavers = new Leavers(database, pace, dossiers::ids, plan.people());
    this.hushes =
        new Hushes(
            pace,
            dossiers,
            hushPlan,
            service -> AskNow.ADDRESS.of(service).publish(vertx, new AskNow(service)),
            shown -> publish(shown.standing()),
            absence -> Absence.ADDRESS.publish(vertx, absence));
    this.wishes =
        new Wishes(database, pace, dossiers, hushes.mutes(), hushes.pauses(), new Rester());
    this.works =
        new Works(
            database,
            pace,
            dossiers,
            hushPlan,
            hushes::follow,
            planned -> PlannedWorks.ADDRESS.publish(vertx, planned));
    this.followUp =
        new FollowUp(
            database,
            pace,
            dossiers,
            this::cared,
            incident -> FollowedUp.ADDRESS.publish(vertx, incident));
    this.tidings = new Tidings(pace, hushes, reminders, followUp::caresFor, plan);
    this.reception = new Reception(() -> context, wishes, followUp, works);
    this.witnesses = new Witnesses(panel, alone -> SeenAlone.ADDRESS.publish(vertx, alone));
    this.uplinkStore = new UplinkStore(database, pace);
    this.uplink = new Uplink(pace, online, this::doubt, this::backOnline, uplinkStore::keep);
    uplink.use(hushPlan.connectivity());
  }

  /** What a service counts as. May be asked from anywhere. */
  public Level known(String service) {
    return known.getOrDefault(service, Level.PENDING);
  }

  /** True while it is not asked. May be asked from anywhere. */
  public boolean rests(String service) {
    return hushes.pauses().has(service);
  }

  /** Who takes orders about services and incidents, from when this listens. */
  public Orders orders() {
    return reception;
  }

  /** Says where every service stands, for those who have not heard it yet. */
  public void announce() {
    context.runOnContext(
        now -> {
          dossiers.all().forEach(dossier -> publish(dossier.standing()));
          works.announce();
        });
  }

  /** Knows what was known before; a database that does not work is no failure. */
  @Override
  public Future<?> start() {
    ears =
        List.of(
            CheckResult.ADDRESS.subscribe(vertx, this::hear),
            Ready.ADDRESS.subscribe(vertx, claimers::hear),
            InForce.ADDRESS.subscribe(vertx, inForce -> follow(inForce.settings())));
    hushes.start();
    Future<Void> resumed = uplinkStore.read(uplink::resume);
    if (database.trouble().isPresent()) {
      latecomers.read(dossiers.all());
      return wishes.recall().compose(wished -> works.recall());
    }
    return store
        .load()
        .map(this::remember)
        .onSuccess(remembered -> leavers.end())
        .recover(
            unreadable -> {
              latecomers.read(dossiers.all());
              return Future.succeededFuture();
            })
        .compose(remembered -> wishes.recall())
        .compose(wished -> works.recall())
        .compose(recalled -> database.trouble().isPresent() ? Future.succeededFuture() : resumed);
  }

  /** Hears no more, and has everything written that can be, for 2 s at most. */
  @Override
  public Future<?> stop() {
    reminders.stop();
    escalations.stop();
    hushes.stop();
    uplink.stop();
    return Future.join(ears.stream().map(Subscription::end).toList()).transform(ended -> drain());
  }

  private Future<Void> drain() {
    Future<Void> written =
        Future.join(dossiers.all().stream().map(Dossier::writes).toList()).mapEmpty();
    return Patience.within(pace, DRAIN, written.otherwiseEmpty(), null)
        .onComplete(
            done -> {
              keeper.stop();
              quietKeeper.stop();
              uplinkStore.stop();
            });
  }

  private Void remember(Map<String, Stored> stored) {
    for (Dossier dossier : dossiers.all()) {
      String id = dossier.service().id();
      Optional.ofNullable(stored.get(id)).ifPresent(row -> dossier.take(row, pace));
      known.put(id, dossier.state().level());
      plan(dossier);
    }
    return null;
  }

  /** Who stays keeps state and incident; who is new may be known from an earlier time. */
  private void follow(Settings settings) {
    AlertPlan plan = AlertPlan.of(settings);
    tidings.follow(plan);
    leavers.tell(plan.people());
    Dossiers.Turn turn = dossiers.follow(settings.watched());
    hushes.pauses().come(ids(turn.come()));
    hushes.pauses().gone(ids(turn.gone()));
    reminders.every(plan.reminding());
    escalations.follow(plan);
    dossiers.all().forEach(this::plan);
    turn.other().forEach(this::askedOtherwise);
    HushPlan hushPlan = HushPlan.of(settings);
    works.follow(hushPlan);
    uplink.use(hushPlan.connectivity());
    if (!turn.come().isEmpty()) {
      latecomers.read(turn.come());
    }
    if (!turn.gone().isEmpty()) {
      end(turn.gone());
    }
  }

  private void askedOtherwise(Dossier dossier) {
    witnesses.over(dossier.service().id());
    publish(dossier.standing());
  }

  private static List<String> ids(List<Dossier> dossiers) {
    return dossiers.stream().map(each -> each.service().id()).toList();
  }

  /** Carries pauses out. */
  private final class Rester implements Wishes.Rests {
    @Override
    public void begin(List<String> services, Paused how) {
      services.forEach(service -> hushes.pauses().begin(service, how));
      services.forEach(service -> dossiers.of(service).ifPresent(this::begin));
      hushes.pauses().come(watched(services));
    }

    private List<String> watched(List<String> services) {
      return services.stream().filter(id -> dossiers.of(id).isPresent()).toList();
    }

    private void begin(Dossier before) {
      Dossier now = dossiers.renew(before);
      witnesses.over(before.service().id());
      reminders.cancel(before);
      escalations.cancel(before);
      hushes.rests(before, now);
      confirm(now);
      String service = now.service().id();
      Rest.ADDRESS.of(service).publish(vertx, new Rest(service, true));
      publish(now.standing());
    }

    @Override
    public void end(List<String> services) {
      hushes.pauses().gone(services);
      services.forEach(hushes.pauses()::end);
      services.forEach(service -> dossiers.of(service).ifPresent(this::end));
    }

    private void end(Dossier dossier) {
      hushes.look(dossier);
      String service = dossier.service().id();
      Rest.ADDRESS.of(service).publish(vertx, new Rest(service, false));
      publish(dossier.standing());
    }
  }

  /** After what is being written of them: that may open an incident. */
  private void end(List<Dossier> gone) {
    for (Dossier dossier : gone) {
      reminders.cancel(dossier);
      escalations.cancel(dossier);
      known.remove(dossier.service().id());
      witnesses.over(dossier.service().id());
    }
    Future.join(gone.stream().map(Dossier::writes).toList()).onComplete(written -> leavers.end());
  }

  private void endRemoved() {
    leavers.end();
  }

  private boolean isWatched(Dossier dossier) {
    return dossiers.of(dossier.service().id()).filter(now -> now == dossier).isPresent();
  }

  private void adopt(Dossier dossier, Stored row) {
    if (!isWatched(dossier)) {
      return;
    }
    dossier.take(row, pace);
    hushes.look(dossier);
    plan(dossier);
    confirm(dossier);
    publish(dossier.standing());
  }

  private void hear(CheckResult result) {
    dossiers.of(result.service()).ifPresent(dossier -> hear(dossier, result));
  }

  private void hear(Dossier dossier, CheckResult result) {
    hushes.come(result);
    if (!dossier.deciding()) {
      judge(dossier, result);
    } else if (!dossier.queue(result)) {
      log.warn("{}: an answer is not judged, too many wait for the database", result.service());
    }
  }

  private void judge(Dossier dossier, CheckResult result) {
    if (dossier.resting() || rests(result.service())) {
      return;
    }
    if (isBad(result) && uplink.explains(result)) {
      forget(dossier, result);
      return;
    }
    Step step = dossier.state().after(result, dossier.service().timing());
    dossier.heard(result, pace.nanos());
    witnesses.hear(dossier, step, result);
    Optional<Future<Optional<Votes>>> known =
        step.transition()
            .filter(AlertVerticle::isWorse)
            .flatMap(worse -> before(dossier, worse, result));
    if (known.isEmpty()) {
      hushes.hear(dossier, result);
      take(dossier, step, result);
      return;
    }
    dossier.deciding(true);
    ServiceConfig asked = dossier.service();
    known
        .get()
        .otherwise(Optional.empty())
        .onSuccess(votes -> takeAfterAll(dossier, asked, step, votes, result));
    hushes.hear(dossier, result);
  }

  /** Unless it is asked something else by now. */
  private void takeAfterAll(
      Dossier dossier, ServiceConfig asked, Step step, Optional<Votes> votes, CheckResult result) {
    dossier.deciding(false);
    witnesses.over(result.service());
    if (isWatched(dossier) && !dossier.resting() && dossier.service().asksLike(asked)) {
      if (uplink.explains(result)) {
        forget(dossier, result);
      } else {
        take(dossier, step, votes, result);
      }
    }
    if (!dossier.deciding()) {
      goOn(dossier);
    }
  }

  private static boolean isBad(CheckResult result) {
    return result.outcome().level() != Level.UP;
  }

  /** What is to be known before it is decided that a service got worse. */
  private Optional<Future<Optional<Votes>>> before(
      Dossier dossier, Transition worse, CheckResult result) {
    Optional<Future<Optional<Votes>>> verdict = witnesses.before(dossier, worse);
    List<Future<?>> asked =
        Stream.<Optional<? extends Future<?>>>of(
                uplink.before(), hushes.before(dossier, result), verdict)
            .<Future<?>>flatMap(Optional::stream)
            .toList();
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Future.join(asked)
                .transform(
                    all -> verdict.orElseGet(() -> Future.succeededFuture(Optional.empty()))));
  }

  /** More than half of the hosts have to see it fail; where nobody else is, we are all. */
  private void take(Dossier dossier, Step step, Optional<Votes> votes, CheckResult result) {
    if (votes.filter(all -> !all.majority()).isEmpty()) {
      take(dossier, votes.map(step::seenBy).orElse(step), result);
      return;
    }
    dossier.unknown(false);
    dossier.contest(dossier.state().contested(result), votes.get());
    witnesses.disagree(dossier, votes.get(), pace.instant());
    hushes.look(dossier);
    publish(dossier.standing());
  }

  /** It says nothing, and neither do those before it. */
  private void forget(Dossier dossier, CheckResult result) {
    doubt(dossier);
    hushes.hear(dossier, result);
  }

  private void doubt(Dossier dossier) {
    witnesses.over(dossier.service().id());
    dossier.unknown(true);
    dossier.state(dossier.state().undisputed());
    hushes.look(dossier);
    publish(dossier.standing());
  }

  /** There is no connection: what was not confirmed yet says nothing. */
  private Optional<Instant> doubt() {
    Optional<Instant> first = Optional.empty();
    for (Dossier dossier : dossiers.all()) {
      ServiceState state = dossier.state();
      if (state.run().direction() == Direction.WORSE) {
        Instant began = state.began().orElseThrow().at();
        first = first.filter(known -> known.isBefore(began)).or(() -> Optional.of(began));
        doubt(dossier);
      }
    }
    return first;
  }

  private void backOnline(BackOnline back) {
    Gap.ADDRESS.publish(vertx, new Gap(Gap.Kind.OFFLINE, back.at(), back.length()));
    BackOnline.ADDRESS.publish(vertx, back);
  }

  private static boolean isWorse(Transition transition) {
    return transition.change().to().worseThan(transition.change().from());
  }

  private void take(Dossier dossier, Step step, CheckResult result) {
    Flaps before = dossier.flaps();
    dossier.unknown(false);
    dossier.flaps(tidings.flaps(dossier, step, result));
    if (step.transition().isPresent()) {
      witnesses.over(result.service());
      decide(
          dossier, tidings.change(dossier, step.state(), step.transition().get(), before, result));
      return;
    }
    Standing shown = dossier.standing();
    dossier.state(step.state());
    hushes.look(dossier);
    if (!dossier.standing().equals(shown)) {
      publish(dossier.standing());
    }
    tidings
        .settled(dossier, before, result)
        .or(() -> tidings.owed(dossier, result))
        .ifPresent(late -> decide(dossier, late.with(dossier.flaps())));
  }

  private void decide(Dossier dossier, Change change) {
    if (change.quiet()) { // ten thousand first answers at a start wait for nobody
      quietKeeper.keep(dossier, change);
      settle(dossier, change, new Kept(Fate.STORED, List.of()));
      return;
    }
    dossier.deciding(true);
    keeper
        .keep(dossier, change)
        .compose(
            kept -> kept.fate() == Fate.STALE ? reread(dossier) : settle(dossier, change, kept))
        .onComplete(done -> goOn(dossier));
  }

  private Future<Void> reread(Dossier dossier) {
    return store
        .load()
        .map(
            rows -> {
              Optional.ofNullable(rows.get(dossier.service().id()))
                  .ifPresent(row -> adopt(dossier, row));
              return null;
            });
  }

  private Future<Void> settle(Dossier dossier, Change change, Kept kept) {
    dossier.take(change, pace);
    hushes.look(dossier);
    tell(change, kept);
    if (!isWatched(dossier)) {
      return Future.succeededFuture();
    }
    plan(dossier);
    change
        .transition()
        .ifPresent(
            transition -> {
              confirm(dossier);
              Transition.ADDRESS.publish(vertx, transition);
              publish(dossier.standing());
            });
    return Future.succeededFuture();
  }

  /** The log is told by the notifier where it is a channel; what nobody is told is told it here. */
  private void tell(Change change, Kept kept) {
    if (change.messages().stream().noneMatch(message -> message.channel().equals(AlertPlan.LOG))) {
      log.info("{}", change.line()); // nobody is told of it: whether it is stored yet is no news
    }
    if (change.messages().isEmpty()) {
      return;
    }
    if (kept.fate() == Fate.STORED) {
      due(change, kept.rows());
    } else {
      Unstored.ADDRESS.publish(vertx, new Unstored(change.messages()));
    }
  }

  /** Also of what was told before it was stored: its row must not stand as due any longer. */
  private void due(Change change) {
    due(change, List.of());
  }

  private void due(Change change, List<MessagesDue.Row> rows) {
    var channels =
        change.messages().stream().map(Message::channel).collect(Collectors.toUnmodifiableSet());
    MessagesDue.ADDRESS.publish(vertx, new MessagesDue(channels, rows));
  }

  /** What came meanwhile, in its order. */
  private void goOn(Dossier dossier) {
    dossier.deciding(false);
    while (!dossier.deciding()) {
      Optional<CheckResult> next = dossier.next();
      if (next.isEmpty()) {
        return;
      }
      judge(dossier, next.get());
    }
  }

  /** Only when an answer of this life has said that it still is so. */
  private void remind(Dossier dossier) {
    Optional<Heard> last = dossier.last();
    if (dossier.deciding() || dossier.resting() || last.isEmpty() || followUp.caresFor(dossier)) {
      reminders.again(dossier, SOON); // whoever cares is about to end it
      return;
    }
    List<String> told = tidings.reminded(dossier);
    if (told.isEmpty()
        || uplink.isOffline()
        || hushes.at(dossier, last.get().result()).isPresent()) {
      reminders.again(dossier, LATER);
      return;
    }
    Reminding next = reminders.after(dossier.reminding());
    Incident open = dossier.state().incident().orElseThrow();
    decide(
        dossier,
        Change.reminder(
                dossier.service(),
                dossier.state(),
                next,
                last.get().reminder(dossier.service(), open, next, pace.nanos()),
                told,
                pace.instant())
            .with(dossier.flaps()));
  }

  /** For whoever is to hear of it later, as it stands now. */
  private void plan(Dossier dossier) {
    reminders.plan(dossier);
    escalations.plan(dossier);
  }

  /** Like a reminder: it is told by what was answered last, if nothing stands against it. */
  private void escalate(Dossier dossier) {
    Optional<Heard> last = dossier.last();
    if (dossier.deciding() || last.isEmpty()) {
      escalations.again(dossier, SOON);
      return;
    }
    Optional<Change> late =
        uplink.isOffline() || dossier.unknown()
            ? Optional.empty()
            : tidings.owed(dossier, last.get().result());
    late.ifPresentOrElse(
        change -> decide(dossier, change.with(dossier.flaps())),
        () -> escalations.again(dossier, LATER));
  }

  private void cared(Dossier dossier) {
    plan(dossier);
    publish(dossier.standing());
  }

  private void confirm(Dossier dossier) {
    String id = dossier.service().id();
    known.put(id, dossier.state().level());
    Confirmed.ADDRESS.of(id).publish(vertx, new Confirmed(id, dossier.state().level()));
  }

  private void publish(Standing standing) {
    Standing.ADDRESS.publish(vertx, standing);
  }
}
