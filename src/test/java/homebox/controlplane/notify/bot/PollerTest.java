package homebox.controlplane.notify.bot;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.Settings.Telegram;
import homebox.controlplane.notify.bot.Update.Said;
import homebox.controlplane.notify.telegram.BotApi;
import homebox.controlplane.notify.telegram.Traffic;
import homebox.controlplane.store.Database;
import homebox.controlplane.testkit.CaughtLog;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.Loop;
import homebox.controlplane.testkit.Place;
import homebox.controlplane.testkit.TelegramCall;
import homebox.controlplane.testkit.TelegramFault;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** News are taken once and in order, whatever Telegram and the line do. */
@EachDatabase
@Timeout(120)
class PollerTest {
  private static final JsonObject ANNA = FakeTelegram.person(7, "Anna");

  private final CaughtLog log = new CaughtLog();
  private final Loop loop = new Loop(Instant.parse("2026-02-16T12:00:00Z"));
  private final FakeTelegram telegram = new FakeTelegram();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<Boolean> late = new CopyOnWriteArrayList<>();
  private Database database;
  private Progress progress;

  @BeforeEach
  void open(Place place) {
    database =
        loop.on(() -> Database.open(loop.vertx, new VertxPace(loop.vertx), place.settings()));
    progress = new Progress(database, "123456");
  }

  @AfterEach
  void close() {
    loop.on(database::close);
    loop.close();
    telegram.close();
    log.close();
  }

  private Poller poller(String url) {
    Telegram settings =
        Configured.by(
                "telegram: {bot_token: \"%s\", chat_id: 4242, api_url: \"%s\"}"
                    .formatted(FakeTelegram.TOKEN, url))
            .telling()
            .telegram();
    var api = new BotApi(loop.vertx, loop.pace, settings, new Traffic());
    return new Poller("bot", api, loop.pace, progress, this::take);
  }

  private Future<Void> take(Update update, boolean old) {
    taken.add(update.event().map(event -> ((Said) event).text()).orElse("-"));
    late.add(old);
    return progress.keep(update.id() + 1, loop.pace.instant());
  }

  private Poller begun() {
    Poller poller = poller(telegram.url());
    begin(poller);
    return poller;
  }

  private void begin(Poller poller) {
    loop.on(
        () -> {
          poller.start();
          return Future.succeededFuture();
        });
  }

  private void write(String text) {
    telegram.write(FakeTelegram.CHAT, ANNA, text);
  }

  private void await(String what, BooleanSupplier done) {
    loop.await(what, done);
  }

  /** Time passes in seconds until it happens. */
  private void passUntil(String what, BooleanSupplier done) {
    loop.await(
        what,
        () -> {
          if (!done.getAsBoolean()) {
            loop.advance(Duration.ofSeconds(1));
          }
          return done.getAsBoolean();
        });
  }

  private long times(String words) {
    return log.text().lines().filter(line -> line.contains(words)).count();
  }

  private long polls() {
    return telegram.botCalls().stream().filter(call -> call.method().equals("getUpdates")).count();
  }

  private TelegramCall lastPoll() {
    List<TelegramCall> calls = telegram.botCalls();
    return calls.get(calls.size() - 1);
  }

  /** A bot server of one's own, say. */
  @Test
  void who_is_not_kept_waiting_for_news_does_not_ask_all_the_time() {
    TelegramFault nothing = TelegramFault.body(200, "{\"ok\":true,\"result\":[]}");
    telegram.botScript(nothing, nothing, nothing);
    begun();
    await("the first answer", () -> polls() == 1);
    loop.settle();
    assertThat(polls()).isEqualTo(1);
    write("one");
    passUntil("the next question", () -> polls() >= 3);
    passUntil("the news", () -> taken.size() == 1);
    assertThat(polls()).isLessThan(6);
  }

  @Test
  void news_are_taken_in_order_and_confirmed_by_the_next_question() {
    write("one");
    write("two");
    begun();
    await("both", () -> telegram.confirmed().size() == 2);
    write("three");
    await("the third", () -> taken.size() == 3);
    assertThat(taken).containsExactly("one", "two", "three");
    await("the next question", () -> telegram.confirmed().size() == 3);
    JsonObject question = lastPoll().body();
    assertThat(question.getInteger("timeout")).isEqualTo(50);
    assertThat(question.getJsonArray("allowed_updates"))
        .containsExactly("message", "callback_query", "my_chat_member");
    assertThat(question.getLong("offset")).isEqualTo(telegram.confirmed().get(2) + 1);
  }

  @Test
  void the_next_life_begins_where_this_one_was_killed() {
    write("one");
    telegram.botScript(TelegramFault.none(), TelegramFault.hang());
    Poller first = begun();
    await("it is taken, and never confirmed", () -> polls() == 2);
    assertThat(telegram.confirmed()).isEmpty();
    loop.on(first::stop);
    begun();
    await("the next life has asked", () -> !telegram.confirmed().isEmpty());
    write("two");
    await("what is new", () -> taken.contains("two"));
    assertThat(taken).containsExactly("one", "two");
  }

  @Test
  void what_came_while_nobody_listened_is_old_and_what_comes_now_is_not() {
    write("before the first life");
    Poller first = begun();
    await("it", () -> taken.size() == 1);
    write("now");
    await("now", () -> taken.size() == 2);
    loop.on(first::stop);
    write("a moment without");
    Poller second = begun();
    await("that", () -> taken.size() == 3);
    loop.on(second::stop);
    loop.advance(Duration.ofMinutes(20));
    write("long without");
    begun();
    await("that, too", () -> taken.size() == 4);
    assertThat(late).containsExactly(true, false, false, true);
  }

  @Test
  void another_poller_is_said_once_and_made_way_for() {
    telegram.botScript(
        TelegramFault.error(409, "Conflict: terminated by other getUpdates request"),
        TelegramFault.error(409, "Conflict: terminated by other getUpdates request"));
    write("one");
    begun();
    await("a refusal", () -> times("another program asks for news") == 1);
    loop.advance(Duration.ofSeconds(3));
    loop.settle();
    assertThat(polls()).isEqualTo(1);
    passUntil("it listens again", () -> times("listens again") == 1);
    assertThat(taken).containsExactly("one");
    assertThat(times("another program asks for news")).isEqualTo(1);
  }

  @Test
  void a_webhook_is_deleted_once() {
    telegram.webhook();
    write("one");
    begun();
    passUntil("it listens", () -> taken.size() == 1);
    assertThat(times("a webhook was set for this bot")).isEqualTo(1);
    telegram.webhook();
    write("two");
    passUntil("that is said", () -> times("a webhook is set for this bot again") == 1);
    assertThat(telegram.botCalls().stream().filter(call -> call.method().equals("deleteWebhook")))
        .singleElement()
        .satisfies(call -> assertThat(call.body().getBoolean("drop_pending_updates")).isFalse());
  }

  @Test
  void a_token_that_nobody_has_ends_it_with_one_line() {
    telegram.botScript(TelegramFault.error(401, "Unauthorized"));
    begun();
    await("a line", () -> times("no bot has this token") == 1);
    loop.advance(Duration.ofHours(2));
    loop.settle();
    assertThat(polls()).isEqualTo(1);
    assertThat(log.text()).doesNotContain(FakeTelegram.TOKEN);
  }

  @Test
  void whatever_breaks_is_tried_again_and_said_once() {
    telegram.botScript(
        TelegramFault.drop(),
        TelegramFault.page(502),
        TelegramFault.garbage(),
        TelegramFault.error(500, "Internal Server Error: restart"),
        TelegramFault.body(200, "{\"ok\":true,\"result\":5}"),
        TelegramFault.none());
    write("one");
    begun();
    passUntil("it comes after all", () -> taken.contains("one"));
    assertThat(taken).containsExactly("one");
    assertThat(times("no commands for now")).isEqualTo(1);
    assertThat(log.text()).doesNotContain(FakeTelegram.TOKEN);
  }

  @Test
  void a_question_that_hangs_is_given_up_and_asked_again() {
    telegram.botScript(TelegramFault.hang());
    write("one");
    begun();
    await("it hangs", () -> polls() == 1);
    passUntil("it is asked again", () -> polls() > 1);
    await("it is answered", () -> taken.size() == 1); // in real time: that one does not hang
    assertThat(times("no commands for now")).isZero();
  }

  @Test
  void a_network_that_is_away_is_one_line() {
    int port = telegram.port();
    telegram.close();
    begin(poller("http://127.0.0.1:" + port));
    passUntil("a line", () -> times("no commands for now") == 1);
    loop.advance(Duration.ofMinutes(5));
    loop.settle();
    assertThat(times("no commands for now")).isEqualTo(1);
    try (FakeTelegram back = new FakeTelegram(port)) {
      back.write(FakeTelegram.CHAT, ANNA, "one");
      passUntil("it is back", () -> taken.size() == 1);
    }
  }

  @Test
  void who_must_wait_waits() {
    telegram.botScript(TelegramFault.tooMany(30));
    write("one");
    begun();
    await("a refusal", () -> polls() == 1);
    loop.settle();
    loop.advance(Duration.ofSeconds(29));
    loop.settle();
    assertThat(polls()).isEqualTo(1);
    passUntil("its time is over", () -> taken.size() == 1);
  }

  @Test
  void ids_that_begin_anew_are_news_all_the_same() {
    telegram.update(message("one").put("update_id", 900_000_500L));
    begun();
    await("the first is done with", () -> telegram.confirmed().contains(900_000_500L));
    telegram.update(message("two").put("update_id", 17L));
    await("the second", () -> taken.size() == 2);
    await("it is confirmed", () -> telegram.confirmed().contains(17L));
    assertThat(loop.on(progress::load).next()).isEqualTo(Optional.of(18L));
  }

  private static JsonObject message(String text) {
    return new JsonObject()
        .put(
            "message",
            new JsonObject().put("text", text).put("chat", new JsonObject().put("id", 4242)));
  }

  @Test
  void an_end_ends_the_question_at_once() {
    Poller poller = begun();
    await("it is asked", () -> polls() == 1);
    loop.on(poller::stop);
    telegram.await("the line to be closed", Duration.ofSeconds(5), () -> telegram.open() == 0);
    write("one");
    loop.settle();
    assertThat(taken).isEmpty();
  }
}
