package homebox.controlplane.notify;

import homebox.controlplane.alert.BackOnline;
import homebox.controlplane.alert.Deserted;
import homebox.controlplane.alert.Message;
import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.alert.Ready;
import homebox.controlplane.alert.SeenAlone;
import homebox.controlplane.alert.Unstored;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Refused;
import homebox.controlplane.config.Settings;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sees the messages that were committed delivered, each channel by itself. */
public final class NotifierVerticle extends VerticleBase {
  /** How long a stop waits for what is on its way. */
  static final Duration DRAIN = Duration.ofSeconds(2);

  /** How often every channel is looked after, whatever was heard. */
  static final Duration ROUND = Duration.ofMinutes(1);

  /** So long a line of the log waits: what people wait for has left by then. */
  static final Duration LINE = Duration.ofMillis(100);

  /** By then after a look what could be marked is. */
  private static final Duration MARKED = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Map<String, ChannelQueue> queues = new LinkedHashMap<>();
  private final Database database;
  private final Pace pace;
  private Supplier<List<Outlet>> first;
  private final Function<Settings, List<Outlet>> fit;
  private volatile Map<String, Tally> tallies = Map.of();
  private final MessageStore store;
  private final LostStore lostStore;
  private final Talk talk;
  private final Hearing hearing;
  private final StandbyStore standbyStore;
  private final String start = UUID.randomUUID().toString();
  private final Standby standby;
  private final StartStore starts;
  private final Notices notices;
  private final MessageRetention retention;
  private final Orphans orphans;
  private List<Subscription> ears = List.of();
  private Pace.Timer timer = () -> {};
  private boolean stopped;

  /**
   * Tells through what is configured, and later through what is in force; closes it at the end.
   *
   * @param hearing whether the other hosts hear of this one
   * @param fit makes the outlets of a configuration, in order; called on this verticle's context
   */
  public NotifierVerticle(
      Database database,
      Pace pace,
      Settings settings,
      Hearing hearing,
      Function<Settings, List<Outlet>> fit) {
    this(
        database,
        pace,
        hearing,
        () -> fit.apply(settings),
        settings.database().keepMessages(),
        fit);
    talk.follow(settings);
  }

  /**
   * Tells these, whatever is in force later.
   *
   * @param keep {@code retention.messages}; empty: for ever
   */
  public NotifierVerticle(
      Database database, Pace pace, List<Outlet> outlets, Optional<Duration> keep) {
    this(database, pace, Hearing.ALWAYS, () -> outlets, keep, whatever -> outlets);
  }

  private NotifierVerticle(
      Database database,
      Pace pace,
      Hearing hearing,
      Supplier<List<Outlet>> first,
      Optional<Duration> keep,
      Function<Settings, List<Outlet>> fit) {
    this.database = database;
    this.pace = pace;
    this.hearing = hearing;
    this.first = first;
    this.fit = fit;
    this.store = new MessageStore(database, start);
    this.lostStore = new LostStore(database);
    this.talk = new Talk(pace, homebox -> HomeboxWord.ask(vertx, pace, homebox, Talk.PATIENCE));
    this.standbyStore = new StandbyStore(database);
    this.standby = new Standby(List.of(), standbyStore, pace, this::wake);
    this.starts = new StartStore(database);
    this.notices = new Notices(database);
    this.retention = new MessageRetention(database, pace, keep);
    this.orphans = new Orphans(database, pace);
  }

  /**
   * Has the default channel told that we have started, as soon as that can be kept.
   *
   * @param interval the default one
   * @param taken the page's host and port, if somebody else has it
   */
  public void started(int services, Duration interval, Optional<String> taken) {
    var begun = new StartStore.Begun(start, pace.instant(), services, interval, taken);
    context.runOnContext(now -> standby.defaultChannel().ifPresent(to -> started(to, begun)));
  }

  /**
   * Has the default channel told that this node decides now, as soon as that can be kept.
   *
   * @param before the node that did until then
   */
  public void tookOver(String node, String before) {
    Instant now = pace.instant();
    String line = "node " + node + " decides now, " + before + " did before";
    String key = "turn:" + node + ":" + now.toEpochMilli();
    context.runOnContext(then -> say(key, new Own.TookOver(node, before), line, now));
  }

  /** What each channel did since the start. May be asked from anywhere. */
  public Collection<Tally> tallies() {
    return tallies.values();
  }

  /** Says how every channel does, for those who have not heard it yet. */
  public void announce() {
    context.runOnContext(
        now -> {
          for (ChannelQueue queue : queues.values()) {
            ChannelHealth.ADDRESS.publish(vertx, queue.health());
            queue.announce();
          }
        });
  }

  private void ready(String channel, boolean yes) {
    Ready.ADDRESS.publish(vertx, new Ready(channel, yes, start, Claims.LEASE));
  }

  /** Listens at once; a database that does not work is no failure. */
  @Override
  public Future<?> start() {
    List<Outlet> outlets = first.get();
    first = List::of; // what they were made of is not needed any more
    standby.follow(outlets);
    count(outlets);
    outlets.forEach(outlet -> queues.put(name(outlet), queue(outlet)));
    ears =
        List.of(
            MessagesDue.ADDRESS.subscribe(vertx, this::wake),
            Unstored.ADDRESS.subscribe(vertx, event -> event.messages().forEach(this::tell)),
            InForce.ADDRESS.subscribe(vertx, inForce -> follow(inForce.settings())),
            BackOnline.ADDRESS.subscribe(vertx, this::hear),
            SeenAlone.ADDRESS.subscribe(vertx, this::hear),
            Deserted.ADDRESS.subscribe(vertx, this::hear),
            Presence.ADDRESS.subscribe(vertx, this::hear),
            Refused.ADDRESS.subscribe(vertx, this::hear));
    timer = pace.after(ROUND, this::round);
    retention.start();
    if (database.trouble().isPresent()) {
      queues.values().forEach(queue -> queue.start(Optional.empty()));
      learnLater();
      return Future.succeededFuture();
    }
    return learn()
        .onComplete((kept, broken) -> begin(kept == null ? List.of() : kept))
        .onFailure(broken -> learnLater())
        .otherwiseEmpty();
  }

  /** What the last life has left: claims, who was told of whom, and how the channels were. */
  private Future<List<MessageStore.Named>> learn() {
    return store
        .takeBack()
        .compose(taken -> standbyStore.told())
        .onSuccess(standby::remember)
        .compose(told -> store.channels());
  }

  /** Nothing more begins; what is on its way is waited for, for 2 s at most. */
  @Override
  public Future<?> stop() {
    stopped = true;
    timer.cancel();
    standby.stop();
    retention.stop();
    return Future.join(ears.stream().map(Subscription::end).toList())
        .transform(ended -> drain())
        .transform(
            drained -> Future.join(queues.values().stream().map(ChannelQueue::close).toList()));
  }

  private Future<Void> drain() {
    Future<Void> ended =
        Future.join(
                queues.values().stream()
                    .map(queue -> queue.isLog() ? queue.stopAfterAll() : queue.stop())
                    .toList())
            .mapEmpty();
    return Patience.within(pace, DRAIN, ended, null);
  }

  private ChannelQueue queue(Outlet outlet) {
    Tally tally = tallies.get(name(outlet));
    MessageStore marks = outlet.isLog() ? store.patient() : store;
    return new ChannelQueue(
        outlet, new Shared(marks, lostStore, talk, hearing, this::ready), pace, tally, this::say);
  }

  /** Who stays is counted on. */
  private void count(List<Outlet> outlets) {
    var all = new LinkedHashMap<String, Tally>();
    for (Outlet outlet : outlets) {
      all.put(name(outlet), tallies.getOrDefault(name(outlet), new Tally(name(outlet))));
    }
    tallies = Collections.unmodifiableMap(all);
  }

  /** Whoever stays goes on with what is due; the rows of one that is gone are kept for a day. */
  private void follow(Settings settings) {
    List<Outlet> outlets = fit.apply(settings);
    talk.follow(settings);
    retention.keep(settings.database().keepMessages());
    standby.follow(outlets);
    count(outlets);
    var before = new LinkedHashMap<>(queues);
    var come = new ArrayList<ChannelQueue>();
    queues.clear();
    for (Outlet outlet : outlets) {
      String name = name(outlet);
      ChannelQueue known = before.get(name);
      if (known != null && known.health().kind().equals(outlet.channel().kind())) {
        before.remove(name);
        queues.put(name, known);
        known.use(outlet);
      } else {
        queues.put(name, queue(outlet));
        come.add(queues.get(name));
      }
    }
    before.values().forEach(gone -> gone.stop().compose(stopped -> gone.close()));
    come.forEach(this::begin);
  }

  /** It may have been there in an earlier time. */
  private void begin(ChannelQueue queue) {
    ChannelHealth.ADDRESS.publish(vertx, queue.health());
    store
        .channels()
        .onSuccess(kept -> queue.start(of(queue, kept)))
        .onFailure(
            broken -> {
              queue.start(Optional.empty());
              learnLater();
            });
  }

  private void begin(List<MessageStore.Named> kept) {
    queues.values().forEach(queue -> queue.start(of(queue, kept)));
  }

  private static Optional<MessageStore.Named> of(
      ChannelQueue queue, List<MessageStore.Named> kept) {
    return kept.stream().filter(named -> named.name().equals(queue.name())).findFirst();
  }

  private void learnLater() {
    database
        .working()
        .compose(works -> learn())
        .onSuccess(kept -> queues.values().forEach(queue -> queue.learn(of(queue, kept))))
        .onFailure(
            broken -> {
              if (!stopped) {
                pace.after(SOON, this::learnLater);
              }
            });
  }

  private void started(String to, StartStore.Begun begun) {
    starts
        .add(to, begun)
        .onSuccess(
            told -> {
              if (told) {
                wake(to);
              }
            })
        .onFailure(broken -> later(() -> started(to, begun)));
  }

  private void hear(BackOnline back) {
    String line = "online again after " + back.length().toSeconds() + " s";
    String key = "online:" + back.since().toEpochMilli();
    say(key, new Own.Online(back.since(), back.length()), line, back.at());
  }

  private void hear(SeenAlone alone) {
    String line = alone.name() + " is seen down from " + String.join(", ", alone.by()) + " only";
    String key = "alone:" + alone.service() + ":" + alone.since().toEpochMilli();
    var notice = new Own.SeenAlone(alone.name(), alone.since(), alone.by(), alone.of());
    say(key, notice, line, pace.instant());
  }

  /** Through the default channel, if there is one, as soon as it can be kept. */
  private void say(String key, Own notice, String line, Instant at) {
    standby.defaultChannel().ifPresent(to -> say(to, key, notice, line, at));
  }

  private void say(String to, String key, Own notice, String line, Instant at) {
    notices
        .once(to, key, notice, line, at)
        .onSuccess(kept -> wake(to))
        .onFailure(broken -> later(() -> say(to, key, notice, line, at)));
  }

  private void hear(Deserted deserted) {
    standby.defaultChannel().ifPresent(to -> deserted(to, deserted, pace.instant()));
  }

  private void deserted(String to, Deserted it, Instant now) {
    String places = String.join(", ", it.places());
    String services = String.join(", ", it.services());
    String line = "nobody is there to ask " + services + " (" + places + ")";
    String whom = it.empty() ? "" : services;
    String key = "deserted:" + places + ":" + whom + ":" + it.since().toEpochMilli();
    var notice = new Own.Deserted(it.places(), it.services(), it.since(), it.empty());
    notices
        .once(to, key, notice, line, now)
        .onSuccess(kept -> wake(to))
        .onFailure(broken -> later(() -> deserted(to, it, now)));
  }

  private void hear(Presence presence) {
    presence.channels().stream()
        .flatMap(name -> Optional.ofNullable(queues.get(name)).stream())
        .forEach(queue -> queue.hear(presence.refused()));
  }

  private void hear(Refused refused) {
    String line = refused.faults().size() + " to mend in the configuration";
    say("config:" + refused.hash(), Own.NotTaken.of(refused), line, refused.at());
  }

  private void later(Runnable again) {
    if (!stopped) {
      database.working().onSuccess(works -> pace.after(SOON, again));
    }
  }

  private static String name(Outlet outlet) {
    return outlet.channel().name();
  }

  private void round() {
    standby.round();
    queues.values().forEach(ChannelQueue::look);
    pace.after(MARKED, this::reclaim);
    orphans.look(queues.keySet());
    timer = pace.after(ROUND, this::round);
  }

  private void reclaim() {
    if (!stopped) {
      store
          .reclaim(pace.instant())
          .onSuccess(
              some -> {
                if (some) {
                  queues.values().forEach(ChannelQueue::look);
                }
              });
    }
  }

  private void wake(MessagesDue due) {
    for (String name : due.channels()) {
      if (isLog(name)) {
        pace.after(LINE, () -> wake(name));
      } else {
        wake(name, due.rows());
      }
    }
  }

  private boolean isLog(String name) {
    return queues.containsKey(name) && queues.get(name).isLog();
  }

  private void wake(String name) {
    wake(name, List.of());
  }

  private void wake(String name, List<MessagesDue.Row> rows) {
    List<MessagesDue.Row> its =
        rows.stream().filter(row -> row.message().channel().equals(name)).toList();
    var handed =
        new Handed(
            its.stream().map(row -> OutboxRow.of(row.id(), row.message())).toList(),
            its.stream().flatMap(row -> row.claimed().stream()).findFirst());
    Optional.ofNullable(queues.get(name))
        .ifPresent(
            queue -> {
              standby.due(name);
              queue.wake(handed);
            });
  }

  private void tell(Message message) {
    OutboxRow row = OutboxRow.of(0, message);
    Optional.ofNullable(queues.get(message.channel())).ifPresent(queue -> queue.tell(row));
  }

  private void say(ChannelHealth health) {
    if (!queues.containsKey(health.name())) {
      return; // it has gone while it was being told something
    }
    standby.hear(health);
    ChannelHealth.ADDRESS.publish(vertx, health);
  }
}
