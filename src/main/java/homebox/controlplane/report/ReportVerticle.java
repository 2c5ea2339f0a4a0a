package homebox.controlplane.report;

import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.alert.Silence;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Status;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.ShownNames;
import homebox.controlplane.notify.Notices;
import homebox.controlplane.notify.StatusReport;
import homebox.controlplane.report.Reporting.Stand;
import homebox.controlplane.report.Timetable.Slot;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the report of each day into the outbox at its time, once: that it was is seen there, in the
 * transaction that writes it.
 */
public final class ReportVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ReportVerticle.class);

  /** The clock is looked at so often at least: it may be set, and the machine may sleep. */
  static final Duration LOOK = Duration.ofMinutes(1);

  /** After a start the first answers are waited for, but no longer than this. */
  static final Duration SETTLING = Duration.ofSeconds(20);

  /** For uptimes longer: hours that nobody has summed up yet are, after a start. */
  static final Duration KNOWING = Duration.ofMinutes(10);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Map<String, Standing> standings = new HashMap<>();
  private final Silence silence;
  private final Pace pace;
  private final Statistics statistics;
  private final Notices notices;
  private Optional<Timetable> timetable;
  private List<ServiceConfig> services;
  private String channel;
  private Optional<HttpUrl> homebox = Optional.empty();
  private List<Subscription> ears = List.of();
  private Pace.Timer timer = () -> {};
  private Optional<Slot> done = Optional.empty();
  private long begun;
  private boolean stopped;

  /**
   * A report that has not begun.
   *
   * @param services all that are watched
   * @param channel is told; the log if there is no other
   */
  public ReportVerticle(
      Database database,
      Pace pace,
      Timetable timetable,
      List<ServiceConfig> services,
      String channel,
      Statistics statistics) {
    this(database, pace, statistics);
    this.timetable = Optional.of(timetable);
    this.services = ShownNames.of(services);
    this.channel = channel;
  }

  /** As configured, and later as it is in force. */
  public ReportVerticle(Database database, Pace pace, Settings settings, Statistics statistics) {
    this(database, pace, statistics);
    set(settings);
  }

  private ReportVerticle(Database database, Pace pace, Statistics statistics) {
    this.pace = pace;
    this.statistics = statistics;
    this.notices = new Notices(database);
    this.silence = new Silence(pace);
  }

  private void set(Settings settings) {
    timetable =
        settings
            .telling()
            .dailyReport()
            .map(at -> new Timetable(at, settings.process().timeZone()));
    services = ShownNames.of(settings.watched());
    homebox = settings.telling().homebox();
    channel = settings.telling().defaultChannel().map(Settings.Channel::name).orElse("log");
  }

  @Override
  public Future<?> start() {
    ears =
        List.of(
            Standing.ADDRESS.subscribe(vertx, this::hear),
            CheckResult.ADDRESS.subscribe(vertx, silence::hear),
            InForce.ADDRESS.subscribe(vertx, inForce -> follow(inForce.settings())));
    begun = pace.nanos();
    silence.follow(services);
    look();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    timer.cancel();
    return Future.join(ears.stream().map(Subscription::end).toList());
  }

  private void hear(Standing standing) {
    standings.put(standing.service(), standing);
  }

  /** The next look knows it, within a minute: one may be under way now. */
  private void follow(Settings settings) {
    set(settings);
    Set<String> watched = services.stream().map(ServiceConfig::id).collect(Collectors.toSet());
    standings.keySet().retainAll(watched);
    silence.follow(services);
  }

  private void look() {
    timetable.ifPresentOrElse(this::look, () -> later(LOOK));
  }

  private void look(Timetable daily) {
    Instant now = pace.instant();
    Slot slot = daily.last(now);
    if (!slot.open(now) || done.filter(slot::equals).isPresent()) {
      later(Duration.between(now, daily.next(now).due()));
    } else if (!settled()) {
      later(SOON);
    } else {
      report(slot, now);
    }
  }

  private void later(Duration length) {
    if (!stopped) {
      Duration most = length.compareTo(LOOK) > 0 ? LOOK : length;
      timer = pace.after(most, this::look);
    }
  }

  /** Right after a start nobody has answered yet, and the past is not known yet. */
  private boolean settled() {
    boolean answered =
        services.stream().noneMatch(service -> stand(service).status() == Status.PENDING);
    return (answered || runsFor(SETTLING)) && (statistics.ready() || runsFor(KNOWING));
  }

  private boolean runsFor(Duration length) {
    return pace.nanos() - begun >= length.toNanos();
  }

  private Stand stand(ServiceConfig service) {
    return Stand.of(Optional.ofNullable(standings.get(service.id())), silence.of(service));
  }

  /** What the report says, as it is now. May be asked from anywhere; fails as the database does. */
  public Future<StatusReport> now() {
    Promise<StatusReport> done = Promise.promise();
    context.runOnContext(here -> make(pace.instant()).onComplete(done));
    return done.future();
  }

  private Future<StatusReport> make(Instant now) {
    return statistics
        .day(now)
        .compose(
            days ->
                Reporting.ask(vertx, pace, homebox)
                    .map(said -> Reporting.of(now, services, this::stand, days, said)));
  }

  /** While the database does not work it is tried again, as long as the report is worth it. */
  private void report(Slot slot, Instant now) {
    make(now)
        .compose(report -> notices.once(channel, "report:" + slot.day(), report, line(report), now))
        .onSuccess(written -> written(slot, written))
        .onFailure(
            broken -> {
              log.debug("the report of {} has to wait", slot.day(), broken);
              later(SOON);
            });
  }

  private void written(Slot slot, boolean now) {
    done = Optional.of(slot);
    if (now) {
      MessagesDue.ADDRESS.publish(vertx, new MessagesDue(Set.of(channel)));
    }
    look();
  }

  private static String line(StatusReport report) {
    Map<String, Integer> levels = report.totals().levels();
    return "status report: "
        + report.totals().services()
        + " services, "
        + levels.getOrDefault("UP", 0)
        + " UP, "
        + levels.getOrDefault("SLOW", 0)
        + " SLOW, "
        + levels.getOrDefault("DOWN", 0)
        + " DOWN";
  }
}
