package homebox.controlplane.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address of the event bus and the one type that travels on it. It lives as a constant in that
 * record, so that {@code grep ADDRESS} draws the whole flow.
 *
 * @param <T> what travels here
 */
public final class Address<T extends Event> {
  private static final Logger log = LoggerFactory.getLogger(Address.class);

  private final String name;
  private final Class<T> type;

  private Address(String name, Class<T> type) {
    this.name = name;
    this.type = type;
  }

  /** The address {@code name}, on which {@code type} travels. */
  public static <T extends Event> Address<T> of(String name, Class<T> type) {
    return new Address<>(name, type);
  }

  /**
   * The part of this address that concerns one service only: its listeners wake for nobody else.
   */
  public Address<T> of(String service) {
    return new Address<>(name + "/" + service, type);
  }

  /** Prepares a Vertx for events. Call it once, before anybody publishes. */
  public static void prepare(Vertx vertx) {
    RecordCodec.register(vertx);
  }

  /** Tells everybody who listens now; nobody listening is no error. */
  public void publish(Vertx vertx, T event) {
    vertx.eventBus().publish(name, event, RecordCodec.OPTIONS);
  }

  /**
   * Listens on the caller's context. What the handler throws costs this event only: it is logged,
   * and the next one is heard (Vert.x 5.2 would swallow it silently). What is under way when it
   * ends is heard by nobody.
   */
  public Subscription subscribe(Vertx vertx, Consumer<T> handler) {
    MessageConsumer<T> consumer = vertx.eventBus().localConsumer(name);
    var ended = new AtomicBoolean();
    if (consumer instanceof MessageConsumerImpl<T> known) {
      known.discardHandler(lost -> discarded(ended.get()));
    }
    consumer.handler(message -> hear(type.cast(message.body()), handler));
    return () -> {
      ended.set(true);
      return consumer.unregister();
    };
  }

  private void hear(T event, Consumer<T> handler) {
    try {
      handler.accept(event);
    } catch (RuntimeException bug) {
      log.error(
          "the listener at {} failed on {}: this event is lost to it, the next is not",
          name,
          event,
          bug);
    }
  }

  /** Vert.x would warn of each event that is under way while its listener ends: none is missed. */
  private void discarded(boolean ended) {
    if (!ended) {
      log.error("the listener at {} is too far behind: an event is lost to it", name);
    }
  }
}
