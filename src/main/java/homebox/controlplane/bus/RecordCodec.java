package homebox.controlplane.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;

/**
 * The one codec: a record is immutable, so it goes from hand to hand without a copy. Nothing of
 * ours crosses a wire on the bus (docs/decisions/0002): hosts meet in the database.
 */
final class RecordCodec implements MessageCodec<Event, Event> {
  private static final String NAME = "record";
  static final DeliveryOptions OPTIONS =
      new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);

  private RecordCodec() {}

  /** Registers the codec. Once a Vertx: a second time is an IllegalStateException. */
  static void register(Vertx vertx) {
    vertx.eventBus().registerCodec(new RecordCodec());
  }

  @Override
  public Event transform(Event event) {
    return event;
  }

  @Override
  public void encodeToWire(Buffer buffer, Event event) {
    throw new UnsupportedOperationException("events stay inside the process: " + event);
  }

  @Override
  public Event decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("events stay inside the process");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1; // what the interface asks of a codec that is not Vert.x's own
  }
}
