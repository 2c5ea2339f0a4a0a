package homebox.controlplane.notify;

import homebox.controlplane.alert.Message;
import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.alert.Unstored;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sees the messages that were committed delivered, each channel by itself. */
public final class NotifierVerticle extends VerticleBase {
  /** How long a stop waits for what is on its way. */
  static final Duration DRAIN = Duration.ofSeconds(2);

  /** How often every channel is looked after, whatever was heard. */
  static final Duration ROUND = Duration.ofMinutes(1);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Map<String, ChannelQueue> queues = new LinkedHashMap<>();
  private final Database database;
  private final Pace pace;
  private final List<Outlet> outlets;
  private final MessageStore store;
  private List<Subscription> ears = List.of();
  private Pace.Timer timer = () -> {};
  private boolean stopped;

  /** Tells these; closes them at the end. */
  public NotifierVerticle(Database database, Pace pace, List<Outlet> outlets) {
    this.database = database;
    this.pace = pace;
    this.outlets = List.copyOf(outlets);
    this.store = new MessageStore(database, UUID.randomUUID().toString());
  }

  /** Says how every channel does, for those who have not heard it yet. */
  public void announce() {
    context.runOnContext(now -> queues.values().forEach(queue -> say(queue.health())));
  }

  /** Listens at once; a database that does not work is no failure. */
  @Override
  public Future<?> start() {
    for (Outlet outlet : outlets) {
      queues.put(outlet.channel().name(), new ChannelQueue(outlet, store, pace, this::say));
    }
    ears =
        List.of(
            MessagesDue.ADDRESS.subscribe(vertx, this::wake),
            Unstored.ADDRESS.subscribe(vertx, event -> event.messages().forEach(this::tell)));
    timer = pace.after(ROUND, this::round);
    if (database.trouble().isPresent()) {
      queues.values().forEach(queue -> queue.start(Optional.empty()));
      takeBackLater();
      return Future.succeededFuture();
    }
    return store
        .takeBack()
        .compose(taken -> store.channels())
        .onComplete((kept, broken) -> begin(kept == null ? List.of() : kept))
        .onFailure(broken -> takeBackLater())
        .otherwiseEmpty();
  }

  /** Nothing more begins; what is on its way is waited for, for 2 s at most. */
  @Override
  public Future<?> stop() {
    stopped = true;
    timer.cancel();
    return Future.join(ears.stream().map(Subscription::end).toList())
        .transform(ended -> drain())
        .transform(
            drained ->
                Future.join(outlets.stream().map(outlet -> outlet.channel().close()).toList()));
  }

  private Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    Pace.Timer limit = pace.after(DRAIN, drained::tryComplete);
    Future.join(queues.values().stream().map(ChannelQueue::stop).toList())
        .onComplete(done -> drained.tryComplete());
    return drained.future().onComplete(done -> limit.cancel());
  }

  private void begin(List<MessageStore.Named> kept) {
    for (ChannelQueue queue : queues.values()) {
      queue.start(
          kept.stream()
              .filter(named -> named.name().equals(queue.name()))
              .map(MessageStore.Named::kept)
              .findFirst());
    }
  }

  private void takeBackLater() {
    database
        .working()
        .compose(works -> store.takeBack())
        .onSuccess(taken -> queues.values().forEach(ChannelQueue::look))
        .onFailure(
            broken -> {
              if (!stopped) {
                pace.after(SOON, this::takeBackLater);
              }
            });
  }

  private void round() {
    queues.values().forEach(ChannelQueue::look);
    timer = pace.after(ROUND, this::round);
  }

  private void wake(MessagesDue due) {
    due.channels().stream()
        .flatMap(name -> Optional.ofNullable(queues.get(name)).stream())
        .forEach(ChannelQueue::wake);
  }

  private void tell(Message message) {
    var row =
        new OutboxRow(
            0,
            0,
            message.key(),
            Kind.valueOf(message.kind()),
            message.service(),
            message.facts(),
            0,
            message.created(),
            false,
            Optional.empty());
    Optional.ofNullable(queues.get(message.channel())).ifPresent(queue -> queue.tell(row));
  }

  private void say(ChannelHealth health) {
    ChannelHealth.ADDRESS.publish(vertx, health);
  }
}
