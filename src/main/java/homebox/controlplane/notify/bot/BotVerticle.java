package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.FollowedUp;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Transition;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.ChatMoves;
import homebox.controlplane.notify.SentLetters.Place;
import homebox.controlplane.notify.telegram.BotApi;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has one bot for each token of the channels whose {@code commands} are not off. */
public final class BotVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(BotVerticle.class);

  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofMillis(200);

  private final Database database;
  private final Pace pace;
  private final Tools tools;
  private final ChatMoves moves;
  private final Board board;
  private final Clerk clerk;
  private final Faces faces;
  private final OpenIncidents open;
  private final Endings endings;
  private final Set<String> touched = new HashSet<>();
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
    this.board = new Board(settings, pace);
    this.clerk = new Clerk(board, tools, database, pace);
    this.faces = new Faces(board, database);
    this.open = new OpenIncidents(database);
    this.endings = new Endings(pace, faces, database, this::bare);
  }

  /** Listens at once; where chats have moved is no reason to wait. */
  @Override
  public Future<?> start() {
    ears =
        List.of(
            Standing.ADDRESS.subscribe(vertx, this::hear),
            CheckResult.ADDRESS.subscribe(vertx, board::hear),
            Transition.ADDRESS.subscribe(vertx, this::hear),
            FollowedUp.ADDRESS.subscribe(vertx, event -> refresh(event.incident().id())),
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

  private void hear(Transition transition) {
    if (!lines.isEmpty()) {
      endings.hear(transition);
    }
  }

  private void hear(Standing standing) {
    Optional<Standing> known = board.standing(standing.service());
    boolean muted =
        known
            .filter(before -> !before.cover().muted().equals(standing.cover().muted()))
            .isPresent();
    boolean paused =
        standing.cover().paused().isPresent() && known.filter(BotVerticle::isBad).isPresent();
    board.hear(standing);
    if (paused && !lines.isEmpty()) {
      endings.paused(standing.service());
    }
    if (muted && touched.add(standing.service()) && touched.size() == 1) {
      pace.after(SOON, this::refreshTouched); // one order may mute a thousand
    }
  }

  /** Messages of what is muted, or is not any more, say so. */
  private void refreshTouched() {
    Set<String> services = Set.copyOf(touched);
    touched.clear();
    open.all()
        .onSuccess(
            all ->
                all.stream()
                    .filter(each -> services.contains(each.service()))
                    .forEach(each -> refresh(each.incident())))
        .onFailure(BotVerticle::failed);
  }

  private void refresh(String incident) {
    if (!lines.isEmpty()) {
      faces
          .places(incident)
          .onSuccess(
              places ->
                  places.forEach(
                      place -> lines.values().forEach(line -> line.bot().refresh(place))))
          .onFailure(BotVerticle::failed);
    }
  }

  private static void failed(Throwable cause) {
    log.info("messages stay as they were: {}", cause.getMessage());
  }

  /** Something of it is open. */
  private static boolean isBad(Standing standing) {
    return standing.level().worseThan(Level.UP);
  }

  private void bare(Place place) {
    lines.values().forEach(line -> line.bot().bare(place));
  }

  private void follow(Settings next) {
    settings = next;
    List<String> open =
        board.services().stream()
            .map(ServiceConfig::id)
            .filter(id -> board.standing(id).filter(BotVerticle::isBad).isPresent())
            .toList();
    board.follow(next);
    open();
    if (!lines.isEmpty()) {
      open.stream().filter(id -> board.standing(id).isEmpty()).forEach(endings::gone);
    }
  }

  /** Who stays goes on as it is; a changed way to Telegram is another bot. */
  private void open() {
    Map<String, List<Settings.Channel>> wanted = byToken();
    List.copyOf(lines.keySet()).stream()
        .filter(token -> !wanted.containsKey(token) || isOther(token, wanted.get(token)))
        .forEach(token -> lines.remove(token).poller().stop());
    wanted.forEach(this::open);
  }

  private boolean isOther(String token, List<Settings.Channel> channels) {
    Settings.Telegram before = lines.get(token).as();
    Settings.Telegram now = first(channels);
    return !before.api().equals(now.api()) || !before.proxy().equals(now.proxy());
  }

  private static Settings.Telegram first(List<Settings.Channel> channels) {
    return (Settings.Telegram) channels.get(0).means();
  }

  private Map<String, List<Settings.Channel>> byToken() {
    var wanted = new LinkedHashMap<String, List<Settings.Channel>>();
    for (Settings.Channel channel : settings.telling().channels()) {
      if (channel.means() instanceof Settings.Telegram telegram && telegram.commands().wanted()) {
        String token = telegram.token().orElseThrow().reveal();
        wanted.computeIfAbsent(token, added -> new ArrayList<>()).add(channel);
      }
    }
    return wanted;
  }

  private void open(String token, List<Settings.Channel> channels) {
    var doorman = new Doorman(channels, moved);
    Line line = lines.get(token);
    if (line == null) {
      line = line(first(channels), doorman);
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
    var office = new Bot.Office(vertx, pace, board, clerk, faces, tools.orders());
    var bot = new Bot(office, api, progress, doorman);
    return new Line(
        as,
        bot,
        new Poller("Telegram bot " + number, api, pace, progress, bot),
        new CommandList(api, progress, pace));
  }
}
