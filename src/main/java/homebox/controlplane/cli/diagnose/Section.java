package homebox.controlplane.cli.diagnose;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** Things that are looked at together; not before it is asked for. */
public record Section(String name, Supplier<Future<List<Item>>> look) {
  /** One that blocks for no time worth speaking of. */
  static Section of(String name, Supplier<List<Item>> look) {
    return new Section(name, () -> Future.succeededFuture(look.get()));
  }
}
