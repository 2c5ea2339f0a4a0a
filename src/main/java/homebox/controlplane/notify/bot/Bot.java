package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Order;
import homebox.controlplane.alert.Orders;
import homebox.controlplane.bus.Asker;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Presence;
import homebox.controlplane.notify.SentLetters.Place;
import homebox.controlplane.notify.bot.Command.Verb;
import homebox.controlplane.notify.bot.Presses.Press;
import homebox.controlplane.notify.bot.Update.Event;
import homebox.controlplane.notify.bot.Update.Moved;
import homebox.controlplane.notify.bot.Update.Pressed;
import homebox.controlplane.notify.bot.Update.Said;
import homebox.controlplane.notify.bot.Update.Seated;
import homebox.controlplane.notify.telegram.BotApi;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bot: hears who may talk to it, has done what they want, and answers. One context's alone. */
final class Bot implements Poller.Listener {
  private static final Logger log = LoggerFactory.getLogger(Bot.class);

  private static final Duration STRANGERS = Duration.ofHours(1);

  private final Vertx vertx;
  private final Pace pace;
  private final BotApi api;
  private final Board board;
  private final Clerk clerk;
  private final Orders orders;
  private final Progress progress;
  private final Voice voice;
  private final Desk desk;
  private final Presses presses;
  private Doorman doorman;
  private Optional<String> name = Optional.empty();
  private Optional<Long> strangerSeen = Optional.empty();

  /** What all bots share. */
  record Office(Vertx vertx, Pace pace, Board board, Clerk clerk, Faces faces, Orders orders) {}

  Bot(Office office, BotApi api, Progress progress, Doorman doorman) {
    this.vertx = office.vertx();
    this.pace = office.pace();
    this.board = office.board();
    this.clerk = office.clerk();
    this.orders = office.orders();
    this.api = api;
    this.progress = progress;
    this.doorman = doorman;
    this.voice = new Voice(api);
    this.desk = new Desk(office.faces(), voice);
    this.presses = new Presses(board, office.faces());
  }

  /** From now on these are let in. */
  void follow(Doorman other) {
    doorman = other;
  }

  @Override
  public Future<Void> take(Update update, boolean late) {
    return update
        .event()
        .map(event -> take(event, new Receipt(update.id() + 1, late)))
        .orElseGet(Future::succeededFuture)
        .recover(
            bug -> {
              log.error("a bug of ours; what was written to the bot is not done", bug);
              return Future.succeededFuture();
            });
  }

  /** What is committed with what an update changes. */
  private record Receipt(long next, boolean late) {}

  private Future<Void> take(Event event, Receipt receipt) {
    if (event instanceof Seated seated) {
      return seated(seated, receipt);
    }
    if (!doorman.lets(event)) {
      refuse(event);
      return Future.succeededFuture();
    }
    if (event instanceof Moved moved) {
      doorman.moved(moved.where().chat(), moved.to());
      return Future.succeededFuture();
    }
    return event instanceof Said said ? said(said, receipt) : pressed((Pressed) event, receipt);
  }

  /** Whoever has done it: it is so. Of other chats than ours it is nothing to us. */
  private Future<Void> seated(Seated seated, Receipt receipt) {
    List<String> channels = doorman.channels(seated.where());
    if (!channels.isEmpty()) {
      Presence.ADDRESS.publish(vertx, new Presence(channels, seated.as().refused()));
    }
    return taken(receipt);
  }

  /** They get no answer, but for a button that would turn for ever; once an hour it is logged. */
  private void refuse(Event event) {
    if (event instanceof Pressed pressed) {
      voice.toast(pressed.query(), board.words().say("toast.stranger"));
    }
    long now = pace.nanos();
    if (strangerSeen.filter(at -> now - at < STRANGERS.toNanos()).isEmpty()) {
      strangerSeen = Optional.of(now);
      log.info(
          "somebody whom the bot does not listen to has written to it or pressed a button:"
              + " {} (user {}) in the chat {}",
          event.who().shown(),
          event.who().id(),
          event.where().chat());
    }
  }

  private Future<Void> said(Said said, Receipt receipt) {
    Optional<Command> command = Command.of(said.text());
    if (command.isEmpty()) {
      return said.where().alone() ? tell(said, receipt, "hint") : Future.succeededFuture();
    }
    return isForUs(command.get())
        .compose(ours -> ours ? obey(said, command.get(), receipt) : Future.succeededFuture());
  }

  private Future<Boolean> isForUs(Command command) {
    return command
        .bot()
        .map(bot -> name().map(ours -> ours.filter(bot::equals).isPresent()))
        .orElseGet(() -> Future.succeededFuture(true));
  }

  /** What the bot is called; asked when somebody first calls it by a name. */
  private Future<Optional<String>> name() {
    if (name.isPresent()) {
      return Future.succeededFuture(name);
    }
    return api.call("getMe", new JsonObject())
        .map(
            called -> {
              name =
                  called
                      .result()
                      .flatMap(Raw::of)
                      .flatMap(me -> me.text("username"))
                      .map(known -> known.toLowerCase(Locale.ROOT));
              return name;
            });
  }

  private Future<Void> obey(Said said, Command command, Receipt receipt) {
    if (command.verb().isEmpty()) {
      boolean meant = said.where().alone() || command.bot().isPresent();
      return meant ? tell(said, receipt, "command.unknown") : Future.succeededFuture();
    }
    Verb verb = command.verb().get();
    if (receipt.late() && isOld(said.at())) {
      return old(said, verb, receipt);
    }
    return clerk
        .plan(verb, command.rest())
        .compose(plan -> carry(plan, said, receipt))
        .recover(cause -> failed(said, cause));
  }

  private boolean isOld(Instant at) {
    return Duration.between(at, pace.instant()).compareTo(Poller.SHORT) > 0;
  }

  /** Who asked long ago has looked elsewhere; who wanted a change believes that it was made. */
  private Future<Void> old(Said said, Verb verb, Receipt receipt) {
    return verb.changes()
        ? tell(said, receipt, "command.old", board.words().when(said.at()), said.text())
        : Future.succeededFuture();
  }

  private Future<Void> failed(Said said, Throwable cause) {
    log.warn("a command was not carried out: {}", cause.getMessage());
    voice.say(said.where(), said.message(), clerk.letter("failed"));
    return Future.succeededFuture();
  }

  private Future<Void> carry(Plan plan, Said said, Receipt receipt) {
    if (plan instanceof Plan.Give give) {
      return give(give.orders(), said.who().shown(), receipt)
          .onSuccess(obeyed -> answer(said, give.letter().apply(obeyed)))
          .mapEmpty();
    }
    return taken(receipt)
        .onSuccess(
            kept -> {
              if (plan instanceof Plan.Ask ask) {
                ask(ask, said);
              } else {
                tell(said, ((Plan.Tell) plan).letter().get());
              }
            });
  }

  /** With all of them it is kept that the update was taken: none is obeyed twice, or left out. */
  private Future<List<Obeyed>> give(List<Order> wanted, String who, Receipt receipt) {
    String by = who + " (Telegram)";
    Function<SqlConnection, Future<Void>> along = progress.keeping(receipt.next(), pace.instant());
    return wanted.size() == 1
        ? orders.give(wanted.get(0), by, along).map(List::of)
        : orders.giveAll(wanted.stream().map(Order.OfIncident.class::cast).toList(), by, along);
  }

  /** A database that does not work is no reason to be silent: Telegram keeps the progress, too. */
  private Future<Void> taken(Receipt receipt) {
    return progress.keep(receipt.next(), pace.instant()).otherwiseEmpty();
  }

  private Future<Void> tell(Said said, Receipt receipt, String key, Object... facts) {
    return taken(receipt).onSuccess(kept -> answer(said, clerk.letter(key, facts)));
  }

  private void tell(Said said, Future<Letter> letter) {
    Asker.hears(letter)
        .onSuccess(done -> answer(said, done))
        .onFailure(cause -> failed(said, cause));
  }

  private void answer(Said said, Letter letter) {
    voice.say(said.where(), said.message(), letter);
  }

  private void ask(Plan.Ask ask, Said said) {
    voice
        .say(said.where(), said.message(), clerk.asking(ask.services()))
        .onSuccess(
            first ->
                first
                    .flatMap(called -> called.message())
                    .ifPresent(message -> ask(ask, said, message)));
  }

  private void ask(Plan.Ask ask, Said said, long message) {
    asked(ask.services())
        .onSuccess(
            answers ->
                voice.edit(said.where().chat(), message, clerk.asked(ask.services(), answers)));
  }

  /** Who is paused would not answer. */
  private Future<Map<String, CheckResult>> asked(List<ServiceConfig> services) {
    List<ServiceConfig> asked = services.stream().filter(each -> !board.pauses(each)).toList();
    return asked.isEmpty() ? Future.succeededFuture(Map.of()) : Asking.of(vertx, pace, asked);
  }

  private Future<Void> pressed(Pressed pressed, Receipt receipt) {
    List<Place> places =
        doorman.channels(pressed.where()).stream()
            .map(channel -> new Place(channel, String.valueOf(pressed.message())))
            .toList();
    return desk.find(places)
        .compose(
            found ->
                presses
                    .of(pressed.data(), found.map(Map.Entry::getValue), receipt.late())
                    .compose(press -> carry(press, pressed, receipt))
                    .onSuccess(done -> found.ifPresent(it -> look(it.getKey(), pressed))))
        .recover(
            cause -> {
              log.warn("a button did nothing: {}", cause.getMessage());
              voice.toast(pressed.query(), board.words().say("failed"));
              return Future.succeededFuture();
            });
  }

  private Future<Void> carry(Press press, Pressed pressed, Receipt receipt) {
    if (press instanceof Presses.Give give) {
      return give(give.orders(), pressed.who().shown(), receipt)
          .onSuccess(obeyed -> voice.toast(pressed.query(), presses.toast(give, obeyed)))
          .mapEmpty();
    }
    return taken(receipt)
        .onSuccess(
            kept -> {
              if (press instanceof Presses.Ask ask) {
                voice.toast(pressed.query(), board.words().say("toast.asking"));
                ask(ask, pressed);
              } else {
                voice.toast(pressed.query(), ((Presses.Nothing) press).toast());
              }
            });
  }

  private void ask(Presses.Ask ask, Pressed pressed) {
    List<ServiceConfig> one = List.of(ask.service());
    asked(one)
        .onSuccess(
            answers -> voice.answer(pressed.where(), pressed.message(), clerk.asked(one, answers)));
  }

  private void look(Place place, Pressed pressed) {
    desk.seen(place, pressed.shown());
    desk.refresh(place, pressed.where().chat());
  }

  /** Something has changed about a message: it may be one of this bot's. */
  void refresh(Place place) {
    doorman.chat(place.channel()).ifPresent(chat -> desk.refresh(place, chat));
  }

  /** The same, where its buttons may mean nothing any more. */
  void bare(Place place) {
    doorman.chat(place.channel()).ifPresent(chat -> desk.bare(place, chat));
  }
}
