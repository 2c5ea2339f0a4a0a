package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Orders;
import homebox.controlplane.history.Past;
import homebox.controlplane.notify.Own;
import homebox.controlplane.notify.telegram.Traffic;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * What a bot does its work with.
 *
 * @param traffic what the channels send through Telegram, too
 * @param report makes what the daily report says, as it is now
 */
public record Tools(Orders orders, Past past, Traffic traffic, Supplier<Future<Own>> report) {}
