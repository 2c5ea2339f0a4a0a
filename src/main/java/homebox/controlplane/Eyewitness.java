package homebox.controlplane;

import homebox.controlplane.alert.Silence;
import homebox.controlplane.check.AnswerJson;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Probe;
import homebox.controlplane.check.Witness;
import homebox.controlplane.check.http.HttpProbes;
import homebox.controlplane.cluster.Ballot;
import homebox.controlplane.cluster.FarLook;
import homebox.controlplane.cluster.FarSight;
import homebox.controlplane.cluster.Request;
import homebox.controlplane.cluster.Self;
import homebox.controlplane.cluster.Sight;
import homebox.controlplane.cluster.Standpoints;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import homebox.controlplane.history.KnownServices;
import homebox.controlplane.store.PageStore;
import homebox.controlplane.store.ReadableDatabase;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a service by this node's own files and what was added in the page. Belongs to one
 * context.
 */
final class Eyewitness {
  private static final Logger log = LoggerFactory.getLogger(Eyewitness.class);

  /** Files that do not fit are not read again before that. */
  private static final Duration AGAIN = Duration.ofSeconds(15);

  /** Who is asked all the time reads its files again after so long, if nobody says before. */
  private static final Duration RENEWAL = Duration.ofMinutes(1);

  /** Many services may have been changed at once. */
  private static final Duration JUST_NOW = Duration.ofSeconds(1);

  private static final Duration CONNECTIVITY = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final Pace pace;
  private final Self self;
  private final int most;
  private final Supplier<Reading> reader;
  private final ReadableDatabase database;
  private final Map<String, Asked> asked = new HashMap<>();
  private Optional<Tools> tools = Optional.empty();
  private Optional<Known> known = Optional.empty();
  private Optional<Future<Known>> learning = Optional.empty();

  /** When it was asked about a service last. */
  private record Asked(Timing timing, long nanos) {
    boolean isOver(long now) {
      return Silence.tooLong(timing, Duration.ofNanos(now - nanos));
    }
  }

  /** What is open while this node stands ready. */
  private record Tools(HttpProbes probes, Witness witness, Future<Void> rehearsal) {
    Future<Void> close() {
      return witness.close().transform(over -> rehearsal).transform(over -> probes.close());
    }
  }

  /** What this node's files say, and since when that is known. */
  private record Known(
      Map<String, ServiceConfig> services, List<HttpUrl> connectivity, long nanos) {
    private Optional<ServiceConfig> find(Request request, Self from) {
      return Optional.ofNullable(services.get(request.service()))
          .filter(service -> service.enabled())
          .filter(service -> service.ask().shownUrl().equals(request.url()))
          .filter(
              service ->
                  new Standpoints(service.locations()).include(from.name(), from.location()));
    }
  }

  /**
   * Sees nothing yet.
   *
   * @param self who looks
   * @param most that it looks at, at once
   * @param reader reads this node's files; blocks
   * @param database in which it stands what was added in the page
   */
  Eyewitness(
      Vertx vertx,
      Pace pace,
      Self self,
      int most,
      Supplier<Reading> reader,
      ReadableDatabase database) {
    this.vertx = vertx;
    this.pace = pace;
    this.self = self;
    this.most = most;
    this.reader = reader;
    this.database = database;
  }

  /** Its first look would be late, and a voice that is late is none: that one is to nobody. */
  void open() {
    if (tools.isEmpty()) {
      var probes = new HttpProbes(vertx, pace, "control-plane/" + self.version());
      Function<ServiceConfig, Probe> make =
          service -> probes.of((HttpAsk) service.ask(), service.timing());
      var witness = new Witness(vertx, pace, most, make);
      witness.open();
      tools = Optional.of(new Tools(probes, witness, probes.rehearse()));
    }
  }

  /** What its files say is not what it was. */
  void forget() {
    known = Optional.empty();
  }

  /** Never fails. */
  Future<Void> close() {
    Optional<Tools> open = tools;
    tools = Optional.empty();
    known = Optional.empty();
    asked.clear();
    return open.map(Tools::close).orElseGet(Future::succeededFuture).otherwiseEmpty();
  }

  /** What is to be seen there now. */
  Future<Sight> look(Request request) {
    return service(request)
        .compose(
            service ->
                tools.isPresent() && service.isPresent()
                    ? look(tools.get(), service.get())
                    : Future.succeededFuture(
                        new Sight(Ballot.UNLIKE, Optional.empty(), pace.instant())));
  }

  private Future<Sight> look(Tools with, ServiceConfig service) {
    return with.witness().ask(service).compose(result -> judge(with, result));
  }

  private Future<Sight> judge(Tools with, CheckResult result) {
    if (!(result.outcome() instanceof Outcome.Failed failed)) {
      return Future.succeededFuture(new Sight(Ballot.UP, Optional.empty(), result.at()));
    }
    var down = new Sight(Ballot.DOWN, Optional.of(failed.failure().sentence()), result.at());
    return online(with)
        .map(online -> online ? down : new Sight(Ballot.OFFLINE, Optional.empty(), result.at()));
  }

  /** So many services it is asked about again and again. */
  long asked() {
    asked.values().removeIf(last -> last.isOver(pace.nanos()));
    return asked.size();
  }

  /** What came of asking it, for the one that decides and does not ask it itself. */
  Future<FarSight> report(FarLook look) {
    return serviceNow(look)
        .compose(
            service ->
                tools.isPresent() && service.isPresent()
                    ? report(tools.get(), service.get())
                    : Future.succeededFuture(FarSight.none(Ballot.UNLIKE)));
  }

  private Future<FarSight> report(Tools with, ServiceConfig service) {
    asked.put(service.id(), new Asked(service.timing(), pace.nanos()));
    return with.witness().ask(service).compose(result -> reportOf(with, result));
  }

  /** What fails while we are offline says nothing. */
  private Future<FarSight> reportOf(Tools with, CheckResult result) {
    var seen = FarSight.of(AnswerJson.of(result.answer()).encode());
    return result.outcome() instanceof Outcome.Failed
        ? online(with).map(online -> online ? seen : FarSight.none(Ballot.OFFLINE))
        : Future.succeededFuture(seen);
  }

  private Future<Boolean> online(Tools with) {
    List<HttpUrl> addresses = known.map(Known::connectivity).orElse(List.of());
    return addresses.isEmpty()
        ? Future.succeededFuture(true)
        : with.probes().reachesAny(addresses, CONNECTIVITY);
  }

  /**
   * As the files say it now, or said it a moment ago; who cannot read them goes by what it knew.
   */
  private Future<Optional<ServiceConfig>> serviceNow(FarLook look) {
    Optional<Known> before = known;
    Duration age = look.fresh() ? JUST_NOW : RENEWAL;
    return before
        .filter(files -> isYounger(files, age))
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                learn()
                    .recover(
                        cause ->
                            before
                                .map(Future::succeededFuture)
                                .orElseGet(() -> Future.failedFuture(cause))))
        .map(files -> files.find(look.request(), self));
  }

  private boolean isYounger(Known files, Duration age) {
    return pace.nanos() - files.nanos() < age.toNanos();
  }

  /** Empty: this node knows another one by that name, or none, or is not where it is seen from. */
  private Future<Optional<ServiceConfig>> service(Request request) {
    Optional<ServiceConfig> found = known.flatMap(files -> files.find(request, self));
    boolean fresh = known.filter(files -> isYounger(files, AGAIN)).isPresent();
    return found.isPresent() || fresh
        ? Future.succeededFuture(found)
        : learn().map(files -> files.find(request, self));
  }

  private Future<Known> learn() {
    if (learning.isEmpty()) {
      Future<Known> read =
          vertx
              .executeBlocking(reader::get)
              .compose(this::withPage)
              .map(
                  reading ->
                      new Known(
                          reading.settings().services().stream()
                              .collect(Collectors.toMap(ServiceConfig::id, each -> each)),
                          reading.settings().telling().alerting().connectivity(),
                          pace.nanos()))
              .onSuccess(files -> known = Optional.of(files))
              .onFailure(cause -> log.warn("what this node sees is not known", cause));
      learning = Optional.of(read);
      read.onComplete(done -> learning = Optional.empty());
      return read;
    }
    return learning.get();
  }

  /** With the ids under which the services are known, and with what was added in the page. */
  private Future<Reading> withPage(Reading own) {
    return new KnownServices(database)
        .all()
        .compose(
            former ->
                PageStore.all(database)
                    .compose(
                        added ->
                            vertx.executeBlocking(
                                () -> {
                                  Reading met = own.meets(former) ? own.met(former) : own;
                                  return added.all().isEmpty()
                                      ? met
                                      : met.withWhatFits(added, former);
                                })));
  }
}
