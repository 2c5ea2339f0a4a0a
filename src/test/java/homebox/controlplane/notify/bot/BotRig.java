package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Order;
import homebox.controlplane.alert.Orders;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.AskNow;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.Settings;
import homebox.controlplane.history.Past;
import homebox.controlplane.notify.StatusReport;
import homebox.controlplane.notify.telegram.Traffic;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A bot with a real database and a Telegram; who takes its orders only notes them. */
final class BotRig implements Orders, AutoCloseable {
  static final JsonObject ANNA = FakeTelegram.person(7, "Anna");
  static final String SERVICES =
      """
      time_zone: Europe/Paris
      language: en
      services:
        - {name: "Box <b> & Söhne 🏠", id: box, url: "http://a", group: Living room}
        - {name: NAS, id: nas, url: "http://b", tags: [disk]}
        - {name: Printer, id: printer, url: "http://c"}
      """;

  final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  final FakeTelegram telegram = new FakeTelegram();
  final List<Order> orders = new CopyOnWriteArrayList<>();
  final List<String> by = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile Optional<Obeyed> answer = Optional.empty();
  private final Pace pace = new VertxPace(loop.vertx);
  final Database database;
  private String bot;

  BotRig(Place place) {
    database = loop.on(() -> Database.open(loop.vertx, pace, place.settings()));
  }

  static String telegram(FakeTelegram telegram, String more) {
    return "telegram: {bot_token: \"%s\", chat_id: %s, api_url: \"%s\"%s}\n"
        .formatted(FakeTelegram.TOKEN, FakeTelegram.CHAT, telegram.url(), more);
  }

  void start(String more) {
    start(Configured.by(telegram(telegram, more) + SERVICES));
  }

  /** With this beside the channel, and in the place of services if it has some. */
  void startWith(String yaml) {
    String services = yaml.startsWith("services") ? "language: en\n" : SERVICES;
    start(Configured.by(telegram(telegram, "") + services + yaml));
  }

  private void start(Settings settings) {
    var past = new Past(pace, ZoneId.of("Europe/Paris"));
    var tools =
        new Tools(
            this,
            past,
            new Traffic(),
            () ->
                Future.succeededFuture(
                    StatusReport.of(Instant.parse("2026-02-16T12:00:00Z"), List.of())));
    bot =
        loop.on(() -> loop.vertx.deployVerticle(new BotVerticle(database, pace, settings, tools)));
  }

  void stop() {
    loop.on(() -> loop.vertx.undeploy(bot));
  }

  @Override
  public Future<Obeyed> give(Order order, String who, Function<SqlConnection, Future<Void>> along) {
    orders.add(order);
    by.add(who);
    List<String> services =
        order instanceof Order.OfServices ofServices
            ? List.of(ofServices.selector().toLowerCase())
            : List.of();
    return database
        .writer()
        .submit(Lane.URGENT, along)
        .map(done -> answer.orElse(new Obeyed.Done(services, "")));
  }

  @Override
  public Future<List<Obeyed>> giveAll(
      List<Order.OfIncident> all, String who, Function<SqlConnection, Future<Void>> along) {
    orders.addAll(all);
    all.forEach(each -> by.add(who));
    return database
        .writer()
        .submit(Lane.URGENT, along)
        .map(
            done ->
                all.stream()
                    .map(each -> answer.orElse(new Obeyed.Done(List.of(), each.incident())))
                    .toList());
  }

  /** A service stands so. */
  void stands(String service, Level level) {
    loop.on(
        () -> {
          Standing.ADDRESS.publish(
              loop.vertx,
              new Standing(
                  service,
                  level,
                  Optional.of(Instant.parse("2026-02-16T11:00:00Z")),
                  Optional.empty()));
          return Future.succeededFuture();
        });
  }

  /** Whoever is asked now answers so. */
  void answers(String service, Answer with) {
    AskNow.ADDRESS
        .of(service)
        .subscribe(
            loop.vertx,
            wish -> {
              asked.add(wish.service());
              CheckResult.ADDRESS.publish(
                  loop.vertx, new CheckResult(service, pace.instant(), 0, 0, with));
            });
  }

  long write(String text) {
    return telegram.write(FakeTelegram.CHAT, ANNA, text);
  }

  /** What the bot says to that. */
  String says(String text) {
    int before = telegram.messages().size();
    write(text);
    telegram.await(
        "an answer to " + text, Duration.ofSeconds(30), () -> telegram.messages().size() > before);
    List<Message> all = telegram.messages();
    return all.get(all.size() - 1).text();
  }

  @Override
  public void close() {
    loop.on(database::close);
    loop.close();
    telegram.close();
  }
}
