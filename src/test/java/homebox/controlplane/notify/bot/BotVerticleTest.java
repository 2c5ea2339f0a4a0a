package homebox.controlplane.notify.bot;

import static homebox.controlplane.alert.Incident.End.RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.alert.Cover;
import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.Moment;
import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Order;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Transition;
import homebox.controlplane.check.Level;
import homebox.controlplane.notify.Presence;
import homebox.controlplane.notify.telegram.Membership;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.CaughtLog;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.TelegramCall;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People write, and the bot answers those whom it should. */
@EachDatabase
@Timeout(180)
class BotVerticleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CaughtLog log = new CaughtLog();
  private BotRig rig;

  @BeforeEach
  void open(Place place) {
    rig = new BotRig(place);
  }

  @AfterEach
  void close() {
    rig.close();
    log.close();
    assertThat(log.text()).doesNotContain(FakeTelegram.TOKEN);
  }

  private List<TelegramCall> menus() {
    return rig.telegram.botCalls().stream()
        .filter(call -> call.method().equals("setMyCommands"))
        .toList();
  }

  private void awaitConfirmed(long update) {
    rig.telegram.await(
        "it is done with", PATIENCE, () -> rig.telegram.confirmed().contains(update));
  }

  @Test
  void status_and_help_are_answered_with_names_as_they_are() {
    rig.start("");
    rig.stands("nas", Level.DOWN);
    rig.stands("box", Level.UP);
    assertThat(rig.says("/status"))
        .isEqualTo(
            """
            1 of 3 services not well
            🔴 NAS — DOWN since 2026-02-16 12:00:00
            ⏳ Printer — no answer yet
            🟢 Box <b> & Söhne 🏠 — UP since 2026-02-16 12:00:00\
            """);
    assertThat(rig.says("/status söhne")).startsWith("The service is well\n🟢 Box <b>");
    assertThat(rig.says("/help")).contains("/mute SERVICE [30m|2h|1d] — Tell nobody");
    assertThat(rig.telegram.violations()).isEmpty();
    assertThat(rig.telegram.messages().get(0).body().getJsonArray("entities")).hasSize(4);
  }

  @Test
  void a_stranger_gets_nothing_and_is_one_line_in_an_hour() {
    rig.start("");
    rig.telegram.know("666");
    JsonObject mallory = FakeTelegram.person(66, "Mallory\n");
    rig.telegram.write("666", mallory, "/status");
    rig.telegram.write("666", mallory, "/mute *");
    awaitConfirmed(rig.telegram.press("666", mallory, 1, "a:1"));
    assertThat(rig.telegram.messages()).isEmpty();
    assertThat(rig.orders).isEmpty();
    rig.telegram.await("the button to rest", PATIENCE, () -> rig.telegram.toasts().size() == 1);
    assertThat(rig.telegram.toasts().get(0).getString("text"))
        .isEqualTo("You may not do that here.");
    assertThat(log.text().lines().filter(line -> line.contains("does not listen to")))
        .singleElement()
        .asString()
        .contains("Mallory (user 66) in the chat 666");
  }

  @Test
  void of_a_chat_only_those_are_heard_who_are_named() {
    rig.start(", users: [7]");
    awaitConfirmed(rig.telegram.write(FakeTelegram.CHAT, FakeTelegram.person(8, "Bob"), "/status"));
    assertThat(rig.telegram.messages()).isEmpty();
    assertThat(rig.says("/status")).startsWith("All 3 services are well");
  }

  @Test
  void in_a_group_other_bots_are_left_alone_and_the_answer_says_what_it_answers() {
    rig.startWith(
        "channels:\n  - {name: group, telegram: {bot_token: \"%s\", chat_id: %s, api_url: \"%s\"}}\n"
            .formatted(FakeTelegram.TOKEN, FakeTelegram.GROUP, rig.telegram.url()));
    long last = rig.telegram.write(FakeTelegram.GROUP, BotRig.ANNA, "/status@other_bot");
    awaitConfirmed(last);
    awaitConfirmed(rig.telegram.write(FakeTelegram.GROUP, BotRig.ANNA, "hello all"));
    awaitConfirmed(rig.telegram.write(FakeTelegram.GROUP, BotRig.ANNA, "/dance"));
    assertThat(rig.telegram.messages()).isEmpty();
    rig.telegram.write(FakeTelegram.GROUP, BotRig.ANNA, "/status@Home_Bot");
    Message answer = rig.telegram.awaitMessages(1, PATIENCE).get(0);
    assertThat(answer.chat()).isEqualTo(FakeTelegram.GROUP);
    assertThat(
            answer
                .body()
                .getJsonObject("reply_parameters")
                .getBoolean("allow_sending_without_reply"))
        .isTrue();
  }

  @Test
  void orders_are_given_in_the_name_of_who_wrote() {
    rig.start("");
    assertThat(rig.says("/mute nas 2h")).startsWith("Muted for 2 h, until ").endsWith("\n• NAS");
    assertThat(rig.says("/pause tag:disk")).startsWith("Paused until it is resumed:");
    assertThat(rig.says("/resume printer")).isEqualTo("Asked again:\n• Printer");
    assertThat(rig.orders)
        .containsExactly(
            new Order.Mute("nas", Duration.ofHours(2)),
            new Order.Pause("tag:disk"),
            new Order.Resume("printer"));
    assertThat(rig.by).containsOnly("Anna (Telegram)");
    rig.answer = Optional.of(new Obeyed.Refused(Obeyed.Why.NO_SERVICE, "it is gone"));
    assertThat(rig.says("/unmute *")).isEqualTo("Nothing was changed: it is gone");
  }

  @Test
  void who_is_not_understood_is_told_what_to_write() {
    rig.start("");
    assertThat(rig.says("/mute"))
        .isEqualTo("Write behind it what you mean: /mute SERVICE [30m|2h|1d]");
    assertThat(rig.says("/mute printr 1h"))
        .isEqualTo("“printr” is no service. Did you mean\n• Printer");
    assertThat(rig.says("/mute nas 10 apples")).contains("“10 apples” is no length");
    assertThat(rig.says("/mute nas 99d")).isEqualTo("Write a length from 1s to 30d.");
    assertThat(rig.says("/pause nas or so")).isEqualTo("I do not understand “or so” at the end.");
    assertThat(rig.says("/dance"))
        .isEqualTo("I do not know that command. /help lists those that I know.");
    assertThat(rig.says("good morning")).startsWith("I only understand commands.");
    assertThat(rig.says("/ack")).startsWith("Nothing of that is DOWN");
    assertThat(rig.orders).isEmpty();
  }

  @Test
  void a_check_is_answered_in_the_place_of_its_first_answer() {
    rig.start("");
    rig.answers("nas", Answers.of('f'));
    rig.answers("printer", Answers.of('g'));
    rig.write("/check nas");
    rig.telegram.await(
        "the result",
        PATIENCE,
        () -> rig.telegram.messages().stream().anyMatch(it -> it.text().contains("🔴")));
    assertThat(rig.telegram.messages()).singleElement();
    assertThat(rig.telegram.messages().get(0).text()).startsWith("Asked just now\n🔴 NAS — ");
    assertThat(rig.asked).containsExactly("nas");
  }

  @Test
  void the_report_is_the_report_and_the_past_may_not_be_known_yet() {
    rig.start("");
    assertThat(rig.says("/report")).startsWith("📊 STATUS REPORT");
    assertThat(rig.says("/uptime"))
        .isEqualTo("The past is still being read. Ask again in a moment.");
    assertThat(rig.says("/incidents")).isEqualTo("No incidents");
  }

  @Test
  void the_menu_is_told_once_for_all_lives() {
    rig.start("");
    rig.telegram.await("a menu", PATIENCE, () -> menus().size() == 1);
    JsonObject menu = menus().get(0).body();
    assertThat(menu.getJsonArray("commands")).hasSize(11);
    assertThat(menu.getJsonObject("scope"))
        .isEqualTo(
            new JsonObject().put("type", "chat").put("chat_id", Long.valueOf(FakeTelegram.CHAT)));
    rig.says("/help");
    rig.stop();
    rig.start("");
    rig.says("/help");
    assertThat(menus()).hasSize(1);
  }

  @Test
  void without_commands_nothing_is_asked() {
    rig.start(", commands: false");
    rig.write("/status");
    rig.loop.settle();
    assertThat(rig.telegram.botCalls()).isEmpty();
    assertThat(rig.telegram.messages()).isEmpty();
  }

  private void happened(String incident, String service) {
    rig.loop.on(
        () ->
            rig.database
                .writer()
                .submit(
                    Lane.URGENT,
                    connection ->
                        connection
                            .query(
                                "INSERT INTO incident (id, service, name, kind, started) VALUES"
                                    + " ('%s', '%s', 'NAS', 'OUTAGE', 1)"
                                        .formatted(incident, service))
                            .execute()));
  }

  private static Incident incident(String service, boolean over) {
    var began = new Moment(Instant.parse("2026-02-16T11:00:00Z"), 0);
    var ended = new Incident.Ended(new Moment(began.at().plusSeconds(60), 60_000), RECOVERED);
    return new Incident(
        service,
        Incident.Kind.OUTAGE,
        began,
        Optional.empty(),
        over ? Optional.of(ended) : Optional.empty());
  }

  /** It was told as message 1, and has perhaps ended since. */
  private void wasTold(String service, boolean over) {
    Incident incident = incident(service, over);
    happened(incident.id(), service);
    String facts =
        "{\"kind\":\"ALERT\",\"service\":\"NAS\",\"critical\":true,\"level\":\"DOWN\","
            + "\"at\":\"2026-02-16T11:00:00Z\","
            + "\"seen\":{\"took\":\"PT0.1S\",\"link\":\"http://b\",\"number\":0}}";
    write(
        ("INSERT INTO message (channel, key, kind, service, incident, level, facts, state,"
                + " attempts, created, possible_repeat, epoch, reference) VALUES ('telegram',"
                + " 'incident:%s:ALERT', 'ALERT', '%s', '%s', 'DOWN', '%s', 'SENT', 1, 1, 0, 1,"
                + " '1')")
            .formatted(incident.id(), service, incident.id(), facts));
    if (over) {
      write(
          "UPDATE incident SET ended = 2, end_reason = 'RECOVERED' WHERE id = '%s'"
              .formatted(incident.id()));
    }
  }

  private void write(String sql) {
    rig.loop.on(
        () ->
            rig.database
                .writer()
                .submit(Lane.URGENT, connection -> connection.query(sql).execute()));
  }

  private void recovers(String service) {
    var at = new Moment(Instant.parse("2026-02-16T11:01:00Z"), 60_000);
    rig.loop.on(
        () -> {
          Transition.ADDRESS.publish(
              rig.loop.vertx,
              new Transition(
                  service,
                  new Transition.Change(Level.DOWN, Level.UP),
                  at,
                  at,
                  Answers.of('g'),
                  new Transition.Incidents(
                      Optional.of(incident(service, true)), Optional.empty())));
          return Future.succeededFuture();
        });
  }

  private List<JsonObject> bared() {
    return rig.telegram.botCalls().stream()
        .filter(call -> call.method().equals("editMessageReplyMarkup"))
        .map(TelegramCall::body)
        .toList();
  }

  @Test
  void the_buttons_of_what_is_over_are_taken_away() {
    wasTold("nas", true);
    rig.start("");
    rig.says("/help");
    recovers("nas");
    rig.telegram.await("no buttons", PATIENCE, () -> bared().size() == 1);
    assertThat(bared().get(0).getLong("message_id")).isEqualTo(1);
    assertThat(bared().get(0).getValue("chat_id")).hasToString(FakeTelegram.CHAT);
    assertThat(bared().get(0).containsKey("reply_markup")).isFalse();
    recovers("nas");
    rig.says("/help");
    rig.says("/help");
    assertThat(bared()).as("once is enough").hasSize(1);
  }

  @Test
  void while_one_of_several_goes_on_they_stay() {
    wasTold("nas", true);
    wasTold("printer", false);
    rig.start("");
    rig.says("/help");
    recovers("nas");
    rig.says("/help");
    rig.says("/help");
    assertThat(bared()).isEmpty();
    write("UPDATE incident SET ended = 2");
    recovers("printer");
    rig.telegram.await("no buttons", PATIENCE, () -> bared().size() == 1);
  }

  @Test
  void who_is_paused_has_no_buttons_any_more_either() {
    wasTold("nas", true);
    rig.start("");
    rig.stands("nas", Level.DOWN);
    rig.says("/help");
    var paused = Optional.of(new Cover.Paused("Anna", Instant.EPOCH));
    rig.loop.on(
        () -> {
          Standing.ADDRESS.publish(
              rig.loop.vertx,
              new Standing(
                  "nas",
                  Level.PENDING,
                  Optional.empty(),
                  Optional.empty(),
                  new Cover(
                      Optional.empty(), Optional.empty(), Optional.empty(), paused, false, false),
                  Optional.empty()));
          return Future.succeededFuture();
        });
    rig.telegram.await("no buttons", PATIENCE, () -> bared().size() == 1);
  }

  @Test
  void a_message_that_is_gone_is_no_trouble() {
    wasTold("nas", true);
    rig.start("");
    recovers("nas");
    rig.telegram.await("a try", PATIENCE, () -> bared().size() == 1);
    assertThat(rig.says("/help")).isNotEmpty();
  }

  private void seated(String chat, String type, JsonObject as) {
    rig.telegram.update(
        new JsonObject()
            .put(
                "my_chat_member",
                new JsonObject()
                    .put("chat", new JsonObject().put("id", Long.valueOf(chat)).put("type", type))
                    .put("from", FakeTelegram.person(666, "Mallory"))
                    .put("date", 1)
                    .put("new_chat_member", as)));
  }

  @Test
  void who_blocks_the_bot_is_heard_of_at_once_and_so_is_who_lets_it_in_again() {
    var heard = new CopyOnWriteArrayList<Presence>();
    rig.loop.on(
        () -> {
          Presence.ADDRESS.subscribe(rig.loop.vertx, heard::add);
          return Future.succeededFuture();
        });
    rig.start(", users: [7]");
    seated("99", "private", new JsonObject().put("status", "kicked"));
    seated(FakeTelegram.CHAT, "private", new JsonObject().put("status", "kicked"));
    rig.telegram.await("that", PATIENCE, () -> heard.size() == 1);
    assertThat(heard.get(0).channels()).containsExactly("telegram");
    assertThat(heard.get(0).refused().orElseThrow().answer())
        .isEqualTo("the person has blocked the bot: \"kicked\"");
    assertThat(heard.get(0).refused().orElseThrow().mend()).startsWith("unblock the bot");
    seated(FakeTelegram.CHAT, "private", new JsonObject().put("status", "member"));
    rig.telegram.await("the other", PATIENCE, () -> heard.size() == 2);
    assertThat(heard.get(1).refused()).isEmpty();
  }

  @Test
  void a_bot_that_is_put_out_of_its_group_or_silenced_there_knows_it() {
    assertThat(refused("left")).startsWith("the bot is not in the chat (any more)");
    assertThat(refused("kicked")).startsWith("the bot is not in the chat (any more)");
    assertThat(new Membership("restricted", false, false).refused().orElseThrow().answer())
        .startsWith("the bot has no right to write in the chat");
    assertThat(new Membership("restricted", true, false).refused()).isEmpty();
    assertThat(new Membership("administrator", true, false).refused()).isEmpty();
  }

  private static String refused(String status) {
    return new Membership(status, true, false).refused().orElseThrow().answer();
  }

  private void press(String data) {
    rig.telegram.press(FakeTelegram.CHAT, BotRig.ANNA, 1, data);
  }

  private List<String> toasts(int count) {
    rig.telegram.await("toasts", PATIENCE, () -> rig.telegram.toasts().size() >= count);
    return rig.telegram.toasts().stream().map(toast -> toast.getString("text")).toList();
  }

  @Test
  void of_what_was_pressed_while_nobody_listened_only_an_acknowledgement_is_done() {
    happened("i1", "nas");
    press("m:i1");
    press("c:i1");
    press("a:i1");
    rig.start("");
    assertThat(toasts(3))
        .containsExactlyInAnyOrder(
            "Pressed when nobody listened here. Press again if it still holds.",
            "Pressed when nobody listened here. Press again if it still holds.",
            "Acknowledged: no more reminders.");
    assertThat(rig.orders).containsExactly(new Order.Acknowledge("i1", Optional.empty()));
  }

  @Test
  void buttons_that_mean_nothing_any_more_are_answered_and_do_nothing() {
    happened("i1", "nas");
    happened("i2", "gone");
    rig.start("");
    rig.says("/help");
    press("a:zzz");
    press("x");
    press("A:");
    press("m:i2");
    assertThat(toasts(4))
        .containsExactlyInAnyOrder(
            "That is not known here any more.",
            "That is not known here any more.",
            "There is nothing to acknowledge any more.",
            "This service is not watched any more.");
    assertThat(rig.orders).isEmpty();
    press("m:i1");
    assertThat(toasts(5)).contains("Muted for 1 h.");
    rig.answer = Optional.of(new Obeyed.Refused(Obeyed.Why.OVER, "it has ended"));
    press("a:i1");
    assertThat(toasts(6).get(5)).isEqualTo("There is nothing to acknowledge any more.");
    assertThat(rig.orders.get(0)).isEqualTo(new Order.Mute("nas", Duration.ofHours(1)));
  }

  @Test
  void a_command_of_long_ago_is_not_done_and_a_forwarded_one_never() {
    long old = Instant.now().minusSeconds(3_600).getEpochSecond();
    JsonObject message =
        new JsonObject()
            .put("message_id", 5)
            .put("from", BotRig.ANNA)
            .put("chat", new JsonObject().put("id", 4242).put("type", "private"))
            .put("date", old)
            .put("text", "/mute nas");
    rig.telegram.update(new JsonObject().put("message", message));
    rig.telegram.update(new JsonObject().put("message", message.copy().put("text", "/status")));
    rig.telegram.update(
        new JsonObject()
            .put(
                "message",
                message.copy().put("forward_origin", new JsonObject().put("type", "user"))));
    rig.start("");
    Message answer = rig.telegram.awaitMessages(1, PATIENCE).get(0);
    assertThat(answer.text()).contains("nobody listened here: /mute nas was not done");
    rig.says("/help");
    assertThat(rig.telegram.messages()).hasSize(2);
    assertThat(rig.orders).isEmpty();
  }

  @Test
  void more_than_fits_is_counted() {
    rig.startWith(
        "services:\n"
            + IntStream.range(0, 500)
                .mapToObj(
                    n -> "  - {name: \"A service with number " + n + "\", url: \"http://a\"}\n")
                .collect(Collectors.joining()));
    String text = rig.says("/status");
    assertThat(text.length()).isBetween(3_900, 4_096);
    long shown = text.lines().filter(line -> line.contains("A service")).count();
    assertThat(text).endsWith("and " + (500 - shown) + " more");
  }
}
