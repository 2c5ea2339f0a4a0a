package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Order;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.notify.Letter;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is done for a command. */
sealed interface Plan {
  /** Nothing changes; this is answered. */
  record Tell(Supplier<Future<Letter>> letter) implements Plan {
    static Tell of(Letter letter) {
      return new Tell(() -> Future.succeededFuture(letter));
    }
  }

  /** Orders are given, one or several of incidents, and this is answered. */
  record Give(List<Order> orders, Function<List<Obeyed>, Letter> letter) implements Plan {
    /** Copies the list. */
    public Give {
      orders = List.copyOf(orders);
    }
  }

  /** Services are asked, and what they say comes into the place of the first answer. */
  record Ask(List<ServiceConfig> services) implements Plan {
    /** Copies the list. */
    public Ask {
      services = List.copyOf(services);
    }
  }
}
