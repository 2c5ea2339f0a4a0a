package homebox.controlplane;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.ComposedWording;
import homebox.controlplane.notify.telegram.TelegramChannel;
import homebox.controlplane.notify.telegram.Traffic;
import homebox.controlplane.time.Pace;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** Makes the channels that are configured: the one place that knows every kind of them. */
public record Ways(Settings settings, Vertx vertx, Pace pace, Traffic traffic) {
  /** A channel, and how it says things. */
  public record Way(Channel channel, ComposedWording wording) {}

  /**
   * The way to a channel.
   *
   * @param chat where it is by now
   * @param moved is told when it has moved again
   */
  public Way to(Settings.Channel channel, String chat, Consumer<Long> moved) {
    var telegram =
        new TelegramChannel(
            channel.name(), channel.telegram().in(chat), vertx, pace, traffic, moved);
    var wording =
        new ComposedWording(
            settings.process().language(),
            settings.process().timeZone(),
            settings.web().baseUrl().map(HttpUrl::shown),
            channel.telegram().silent());
    return new Way(telegram, wording);
  }
}
