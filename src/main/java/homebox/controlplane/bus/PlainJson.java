package homebox.controlplane.bus;

import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * JSON without the mapping of objects. Flyway brings Jackson's databind, Vert.x would use it
 * because it is there, and its 400 classes would be loaded before the first answer. Vert.x finds it
 * by {@code META-INF/services}.
 */
public final class PlainJson implements JsonFactory {
  @Override
  public JsonCodec codec() {
    return new PlainCodec();
  }
}
