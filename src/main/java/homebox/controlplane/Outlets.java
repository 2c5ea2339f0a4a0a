package homebox.controlplane;

import homebox.controlplane.Ways.Way;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.ChatMoves;
import homebox.controlplane.notify.Outlet;
import homebox.controlplane.notify.telegram.ChatFinder;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to reach people that are configured; the log is always one. */
record Outlets(Settings settings, Vertx vertx, Pace pace, ChatMoves moves) {
  private static final Logger log = LoggerFactory.getLogger(Outlets.class);

  /** All of them. Never fails: where a chat has moved to is asked again if it is not known. */
  Future<List<Outlet>> open() {
    return moves.all().otherwise(Map.of()).map(this::all);
  }

  private List<Outlet> all(Map<String, String> moved) {
    var outlets = new ArrayList<Outlet>();
    outlets.add(Outlet.log());
    settings.telling().channels().forEach(channel -> outlets.add(outlet(channel, moved)));
    Settings.Telegram telegram = settings.telling().telegram();
    if (telegram.token().isPresent() && telegram.chat().isEmpty()) {
      new ChatFinder(vertx, pace, telegram)
          .lines()
          .onSuccess(lines -> lines.forEach(line -> log.info("{}", line)));
    }
    return outlets;
  }

  private Outlet outlet(Settings.Channel channel, Map<String, String> moved) {
    String configured = channel.telegram().chat().orElseThrow();
    String chat = moved.getOrDefault(configured, configured);
    Way way =
        new Ways(settings, vertx, pace)
            .to(channel, chat, to -> keep(channel.name(), configured, to));
    return new Outlet(
        way.channel(),
        way.wording(),
        settings.telling().alerting().groupWait(),
        channel.fallback());
  }

  private void keep(String channel, String from, long to) {
    log.warn(
        "channel {}: the Telegram group {} has the new id {}; messages go there — set chat_id"
            + " (TELEGRAM_CHAT_ID) to it when you like",
        channel,
        from,
        to);
    moves
        .keep(from, String.valueOf(to))
        .onFailure(
            cause -> log.warn("the new id is not kept for the next start: {}", cause.getMessage()));
  }
}
