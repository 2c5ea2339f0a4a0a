package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Standing;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.ChatMoves;
import homebox.controlplane.notify.telegram.BotApi;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has one bot for each token of the channels whose {@code commands} are not off. */
public final class BotVerticle extends VerticleBase {
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final Database database;
  private final Pace pace;
  private final Tools tools;
  private final ChatMoves moves;
  private final Board board;
  private final Clerk clerk;
  private final Map<String, Line> lines = new HashMap<>();
  private Settings settings;
  private Map<String, String> moved = Map.of();
  private List<Subscription> ears = List.of();

  /** A bot, who asks for its news, and as whom. */
  private record Line(Settings.Telegram as, Bot bot, Poller poller, CommandList commands) {}

  /** Talks to nobody yet. */
  public BotVerticle(Database database, Pace pace, Settings settings, Tools tools) {
    this.database = database;
    this.pace = pace;
    this.settings = settings;
    this.tools = tools;
    this.moves = new ChatMoves(database);
    this.board = new Board(settings);
    this.clerk = new Clerk(board, tools, database, pace);
  }

  /** Listens at once; where chats have moved is no reason to wait. */
  @Override
  public Future<?> start() {
    ears =
        List.of(
            Standing.ADDRESS.subscribe(vertx, board::hear),
            InForce.ADDRESS.subscribe(vertx, inForce -> follow(inForce.settings())));
    open();
    moves
        .all()
        .onSuccess(
            known -> {
              moved = known;
              open();
            });
    return Future.succeededFuture();
  }

  /** Waits for what is being done, 2 s at most, and for no news. */
  @Override
  public Future<?> stop() {
    var ending = new ArrayList<Future<?>>();
    ears.forEach(ear -> ending.add(ear.end()));
    lines.values().forEach(line -> ending.add(line.poller().stop()));
    lines.clear();
    return Patience.within(pace, DRAIN, Future.join(ending).<Void>mapEmpty(), null)
        .otherwiseEmpty();
  }

  private void follow(Settings next) {
    settings = next;
    board.follow(next);
    open();
  }

  /** Who stays goes on as it is; a changed way to Telegram is another bot. */
  private void open() {
    Map<String, List<Settings.Telegram>> wanted = byToken();
    List.copyOf(lines.keySet()).stream()
        .filter(token -> !wanted.containsKey(token) || isOther(token, wanted.get(token)))
        .forEach(token -> lines.remove(token).poller().stop());
    wanted.forEach(this::open);
  }

  private boolean isOther(String token, List<Settings.Telegram> channels) {
    Settings.Telegram before = lines.get(token).as();
    Settings.Telegram now = channels.get(0);
    return !before.api().equals(now.api()) || !before.proxy().equals(now.proxy());
  }

  private Map<String, List<Settings.Telegram>> byToken() {
    var wanted = new LinkedHashMap<String, List<Settings.Telegram>>();
    for (Settings.Channel channel : settings.telling().channels()) {
      if (channel.means() instanceof Settings.Telegram telegram && telegram.commands().wanted()) {
        String token = telegram.token().orElseThrow().reveal();
        wanted.computeIfAbsent(token, added -> new ArrayList<>()).add(telegram);
      }
    }
    return wanted;
  }

  private void open(String token, List<Settings.Telegram> channels) {
    var doorman = new Doorman(channels, moved);
    Line line = lines.get(token);
    if (line == null) {
      line = line(channels.get(0), doorman);
      lines.put(token, line);
      line.poller().start();
    }
    line.bot().follow(doorman);
    line.commands().say(doorman.chats(), board.words());
  }

  private Line line(Settings.Telegram as, Doorman doorman) {
    String number = BotApi.number(as);
    var api = new BotApi(vertx, pace, as, tools.traffic());
    var progress = new Progress(database, number);
    var office = new Bot.Office(vertx, pace, board, clerk, tools.orders());
    var bot = new Bot(office, api, progress, doorman);
    return new Line(
        as,
        bot,
        new Poller("Telegram bot " + number, api, pace, progress, bot),
        new CommandList(api, progress, pace));
  }
}
