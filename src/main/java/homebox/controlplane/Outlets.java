package homebox.controlplane;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.ComposedWording;
import homebox.controlplane.notify.Outlet;
import homebox.controlplane.notify.telegram.ChatFinder;
import homebox.controlplane.notify.telegram.TelegramChannel;
import homebox.controlplane.time.Pace;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to reach people that are configured; the log is always one. */
final class Outlets {
  private static final Logger log = LoggerFactory.getLogger(Outlets.class);

  private Outlets() {}

  static List<Outlet> of(Settings settings, Vertx vertx, Pace pace) {
    var outlets = new ArrayList<Outlet>();
    outlets.add(Outlet.log());
    Settings.Telegram telegram = settings.telling().telegram();
    if (telegram.token().isPresent() && telegram.chat().isPresent()) {
      var channel = new TelegramChannel("telegram", telegram, vertx, pace, Outlets::moved);
      var wording =
          new ComposedWording(
              settings.process().language(),
              settings.process().timeZone(),
              settings.web().baseUrl().map(HttpUrl::shown),
              telegram.silent());
      outlets.add(new Outlet(channel, wording, settings.telling().alerting().groupWait()));
    } else if (telegram.token().isPresent()) {
      new ChatFinder(vertx, pace, telegram)
          .lines()
          .onSuccess(lines -> lines.forEach(line -> log.info("{}", line)));
    }
    return outlets;
  }

  private static void moved(long chat) {
    log.warn("the Telegram group has a new id: set TELEGRAM_CHAT_ID={}", chat);
  }
}
