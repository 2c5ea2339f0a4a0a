package homebox.controlplane;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.ChatMoves;
import homebox.controlplane.notify.ComposedWording;
import homebox.controlplane.notify.Outlet;
import homebox.controlplane.notify.telegram.ChatFinder;
import homebox.controlplane.notify.telegram.TelegramChannel;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the ways to reach people that are configured; the log is always one. A channel whose own
 * settings have not changed is the same one again, with all that it knows of the other side.
 * Belongs to one context.
 */
final class Outlets {
  private static final Logger log = LoggerFactory.getLogger(Outlets.class);

  private record Made(Settings.Telegram settings, Channel channel) {}

  private final Vertx vertx;
  private final Pace pace;
  private final ChatMoves moves;
  private final Map<String, String> moved;
  private final Outlet logOutlet = Outlet.log();
  private Map<String, Made> made = Map.of();
  private Optional<Settings.Telegram> sought = Optional.empty();

  private Outlets(Vertx vertx, Pace pace, ChatMoves moves, Map<String, String> moved) {
    this.vertx = vertx;
    this.pace = pace;
    this.moves = moves;
    this.moved = new HashMap<>(moved);
  }

  /** Knows where chats have moved. Never fails: if that is not known, it is asked again. */
  static Future<Outlets> open(Vertx vertx, Pace pace, ChatMoves moves) {
    return moves.all().otherwise(Map.of()).map(moved -> new Outlets(vertx, pace, moves, moved));
  }

  /** All of them, the default channel first after the log. */
  List<Outlet> of(Settings settings) {
    var channels = new HashMap<String, Made>();
    var outlets = new ArrayList<Outlet>();
    outlets.add(logOutlet);
    for (Settings.Channel each : settings.telling().channels()) {
      Made channel = channel(each);
      channels.put(each.name(), channel);
      outlets.add(outlet(settings, each, channel.channel()));
    }
    made = channels;
    seekChat(settings.telling().telegram());
    return outlets;
  }

  private static Outlet outlet(Settings settings, Settings.Channel each, Channel channel) {
    var wording =
        new ComposedWording(
            settings.process().language(),
            settings.process().timeZone(),
            settings.web().baseUrl().map(HttpUrl::shown),
            each.telegram().silent());
    return new Outlet(channel, wording, settings.telling().alerting().groupWait(), each.fallback());
  }

  private Made channel(Settings.Channel each) {
    Settings.Telegram aloud = each.telegram().aloud();
    return Optional.ofNullable(made.get(each.name()))
        .filter(before -> before.settings().equals(aloud))
        .orElseGet(() -> new Made(aloud, telegram(each.name(), aloud)));
  }

  private Channel telegram(String name, Settings.Telegram settings) {
    String configured = settings.chat().orElseThrow();
    String chat = moved.getOrDefault(configured, configured);
    return new TelegramChannel(
        name, settings.in(chat), vertx, pace, to -> keep(name, configured, to));
  }

  /** Who has a token and no chat is shown the chats that there are. */
  private void seekChat(Settings.Telegram telegram) {
    Optional<Settings.Telegram> seeker =
        Optional.of(telegram).filter(it -> it.token().isPresent() && it.chat().isEmpty());
    if (seeker.isPresent() && !seeker.equals(sought)) {
      new ChatFinder(vertx, pace, telegram)
          .lines()
          .onSuccess(lines -> lines.forEach(line -> log.info("{}", line)));
    }
    sought = seeker;
  }

  private void keep(String channel, String from, long to) {
    log.warn(
        "channel {}: the Telegram group {} has the new id {}; messages go there — set chat_id"
            + " (TELEGRAM_CHAT_ID) to it when you like",
        channel,
        from,
        to);
    moved.put(from, String.valueOf(to));
    moves
        .keep(from, String.valueOf(to))
        .onFailure(
            cause -> log.warn("the new id is not kept for the next start: {}", cause.getMessage()));
  }
}
