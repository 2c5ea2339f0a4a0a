package homebox.controlplane;

import homebox.controlplane.Ways.Chats;
import homebox.controlplane.Ways.Way;
import homebox.controlplane.config.Means;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.ChatMoves;
import homebox.controlplane.notify.Outlet;
import homebox.controlplane.notify.telegram.ChatFinder;
import homebox.controlplane.notify.telegram.Traffic;
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

  private record Made(Means whom, Channel channel) {}

  private final Vertx vertx;
  private final Pace pace;
  private final ChatMoves moves;
  private final Map<String, String> moved;
  private final Outlet logOutlet = Outlet.log();
  private final Traffic traffic = new Traffic();
  private final Chats chats = new Moved();
  private Map<String, Made> before = Map.of();
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

  /** What all of them send through Telegram; for who sends there, too. */
  Traffic traffic() {
    return traffic;
  }

  /** All of them, the default channel first after the log. */
  List<Outlet> of(Settings settings) {
    var channels = new HashMap<String, Made>();
    var outlets = new ArrayList<Outlet>();
    outlets.add(logOutlet);
    for (Settings.Channel each : settings.telling().channels()) {
      Outlet outlet = outlet(settings, each);
      channels.put(each.name(), new Made(each.means().whom(), outlet.channel()));
      outlets.add(outlet);
    }
    before = channels;
    seekChat(settings.telling().telegram());
    return outlets;
  }

  private Outlet outlet(Settings settings, Settings.Channel each) {
    Way way = new Ways(settings, vertx, pace, traffic).to(each, chats);
    Channel channel =
        Optional.ofNullable(before.get(each.name()))
            .filter(made -> made.whom().equals(each.means().whom()))
            .map(Made::channel)
            .orElse(way.channel());
    if (channel != way.channel()) {
      way.channel().close();
    }
    return new Outlet(
        channel,
        way.wording(),
        settings.telling().alerting().groupWait(),
        each.fallback(),
        each.after().isPresent());
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

  private final class Moved implements Chats {
    @Override
    public String now(String configured) {
      return moved.getOrDefault(configured, configured);
    }

    @Override
    public void moved(String channel, String configured, long to) {
      keep(channel, configured, to);
    }
  }
}
