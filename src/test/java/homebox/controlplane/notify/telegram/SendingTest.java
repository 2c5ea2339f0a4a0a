package homebox.controlplane.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Delivery.Sent;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Letter.Look;
import homebox.controlplane.notify.Letter.Span;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.testkit.CaughtLog;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.TelegramFault;
import homebox.controlplane.time.HandPace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reaches the chat, and what is put right on the way. */
class SendingTest {
  private final FakeTelegram telegram = new FakeTelegram();
  private final Desk desk = new Desk();

  @AfterEach
  void end() {
    desk.close();
    telegram.close();
  }

  @Test
  void a_letter_arrives_as_it_is() {
    var spans = List.of(new Span(Look.BOLD, 3, 5), new Span(Look.CODE, 9, 9));
    Delivery delivery =
        desk.deliver(desk.channel(telegram.url()), new Letter("🔴 ALERT <b>&amp;_*", spans, false));

    assertThat(delivery).isEqualTo(new Sent("sent as message 1", Optional.of("1")));
    assertThat(telegram.messages().get(0).body())
        .isEqualTo(
            new JsonObject()
                .put("chat_id", 4242)
                .put("text", "🔴 ALERT <b>&amp;_*")
                .put("link_preview_options", new JsonObject().put("is_disabled", true))
                .put(
                    "entities",
                    new JsonArray().add(entity("bold", 3, 5)).add(entity("code", 9, 9))));
    assertThat(telegram.violations()).isEmpty();
  }

  @Test
  void a_silent_letter_goes_into_its_topic() {
    desk.chat = FakeTelegram.GROUP;
    desk.thread = Optional.of(7);
    desk.deliver(desk.channel(telegram.url()), new Letter("quiet", List.of(), true));

    Message message = telegram.messages().get(0);
    assertThat(message.silent()).isTrue();
    assertThat(message.body().getInteger("message_thread_id")).isEqualTo(7);
  }

  @Test
  void a_channel_goes_by_its_name_and_a_path_before_the_bot_is_kept() {
    desk.chat = "@channel";
    assertThat(desk.deliver(telegram.url() + "/some/where/")).isInstanceOf(Sent.class);
    assertThat(telegram.messages().get(0).chat()).isEqualTo("@channel");
    assertThat(telegram.calls().get(0).path()).startsWith("/some/where/bot123456:");
  }

  @Test
  void a_test_follows_a_group_that_moved_too() {
    desk.chat = FakeTelegram.GROUP;
    TelegramChannel channel = desk.channel(telegram.url());
    telegram.script(TelegramFault.migrate(-1009L));

    assertThat(desk.on(channel::test)).isInstanceOf(Delivery.Sent.class);
    assertThat(desk.deliver(channel, Desk.letter("one")).answer()).isEqualTo("sent as message 1");
    assertThat(desk.moved).containsExactly(-1009L);
  }

  @Test
  void a_group_that_moved_is_followed_and_told_once() {
    desk.chat = FakeTelegram.GROUP;
    TelegramChannel channel = desk.channel(telegram.url());
    telegram.script(TelegramFault.migrate(-1009L));

    Delivery first = desk.deliver(channel, Desk.letter("one"));
    Delivery second = desk.deliver(channel, Desk.letter("two"));

    assertThat(first.answer()).contains("to the group's new id -1009");
    assertThat(second.answer()).isEqualTo("sent as message 2");
    assertThat(telegram.messages()).extracting(Message::chat).containsOnly("-1009");
    assertThat(desk.moved).containsExactly(-1009L);
  }

  @Test
  void two_groups_that_send_each_other_the_letter_do_not_hold_us() {
    telegram.always(
        (fake, call) ->
            call.answer(
                400,
                TelegramFault.json(400, "group chat was upgraded to a supergroup chat")
                    .put(
                        "parameters",
                        new JsonObject()
                            .put("migrate_to_chat_id", call.chat().equals("-1") ? -2 : -1))));

    assertThat(desk.deliver(telegram.url())).isInstanceOf(Delivery.Unknown.class);
    assertThat(telegram.calls()).hasSize(5);
  }

  @Test
  void a_topic_that_is_gone_does_not_lose_the_letter() {
    desk.thread = Optional.of(99);
    TelegramChannel channel = desk.channel(telegram.url());
    Delivery delivery;
    try (var log = new CaughtLog()) {
      delivery = desk.deliver(channel, Desk.letter("first"));
      desk.deliver(channel, Desk.letter("second"));
      assertThat(log.text()).containsOnlyOnce("topic 99 is not there");
    }

    assertThat(delivery).isInstanceOf(Sent.class);
    assertThat(delivery.answer()).contains("outside of topic 99").contains("telegram.thread_id");
    assertThat(telegram.messages()).hasSize(2);
  }

  @Test
  void entities_that_telegram_refuses_do_not_lose_the_letter() {
    telegram.script(
        TelegramFault.error(400, "Bad Request: can't parse entities: Unexpected end of name"));
    Letter letter = new Letter("bold", List.of(new Span(Look.BOLD, 0, 4)), false);

    assertThat(desk.deliver(desk.channel(telegram.url()), letter).answer())
        .contains("without bold");
    assertThat(telegram.messages().get(0).body().containsKey("entities")).isFalse();
  }

  @Test
  void a_text_that_telegram_finds_too_long_is_shortened() {
    telegram.script(TelegramFault.error(400, "Bad Request: message is too long"));
    Delivery delivery = desk.deliver(desk.channel(telegram.url()), Desk.letter("é".repeat(4_000)));

    assertThat(delivery.answer()).contains("shortened");
    assertThat(telegram.messages().get(0).text()).hasSize(2048).endsWith("\n[…]");
  }

  @Test
  void everything_wrong_at_once_is_put_right_in_one_attempt() {
    desk.chat = FakeTelegram.GROUP;
    desk.thread = Optional.of(99);
    telegram.script(
        TelegramFault.migrate(-1009L),
        TelegramFault.error(400, "Bad Request: ENTITY_BOUNDS_INVALID"));
    Letter letter = new Letter("bold", List.of(new Span(Look.BOLD, 0, 4)), false);

    assertThat(desk.deliver(desk.channel(telegram.url()), letter).answer())
        .contains("new id", "topic 99", "without bold");
  }

  @Test
  void what_somebody_else_may_be_telling_is_not_written() {
    TelegramChannel channel = desk.channel(telegram.url());
    var later = (Delivery.Later) desk.on(() -> channel.deliver(Desk.letter("late"), () -> false));

    assertThat(later.answer()).isEqualTo(Mandate.LOST);
    assertThat(later.ambiguous()).isFalse();
    telegram.await("all to be closed", Duration.ofSeconds(5), () -> telegram.open() == 0);
    assertThat(telegram.calls()).isEmpty();
    assertThat(desk.logged()).isEmpty();
  }

  /** It is asked again after a wait for Telegram's rate, and for each request of a delivery. */
  @Test
  void a_mandate_that_ends_on_the_way_stops_what_follows() {
    telegram.script(TelegramFault.error(400, "Bad Request: ENTITY_BOUNDS_INVALID"));
    TelegramChannel channel = desk.channel(telegram.url());
    Letter letter = new Letter("bold", List.of(new Span(Look.BOLD, 0, 4)), false);
    var later =
        (Delivery.Later) desk.on(() -> channel.deliver(letter, () -> telegram.calls().isEmpty()));

    assertThat(later.answer()).isEqualTo(Mandate.LOST);
    assertThat(telegram.calls()).hasSize(1);
    assertThat(telegram.messages()).isEmpty();
  }

  @Test
  void letters_in_a_hurry_keep_to_the_rate() {
    TelegramChannel channel = desk.channel(telegram.url());
    Instant before = Instant.now(); // the first one may take its time to arrive
    desk.deliver(channel, Desk.letter("one"));
    desk.deliver(channel, Desk.letter("two"));

    assertThat(Duration.between(before, telegram.messages().get(1).at()))
        .isBetween(Duration.ofMillis(990), Duration.ofSeconds(20)); // whole ms of a timer
    assertThat(telegram.violations()).isEmpty();
  }

  @Test
  void two_channels_into_one_chat_keep_to_its_rate_together() {
    desk.deliver(desk.channel(telegram.url()), Desk.letter("one"));
    desk.deliver(desk.channel(telegram.url()), Desk.letter("two"));

    assertThat(telegram.messages()).hasSize(2);
    assertThat(telegram.violations()).isEmpty();
  }

  @Test
  void what_telegram_says_to_one_channel_holds_for_the_other_one_of_its_chat() {
    telegram.script(TelegramFault.tooMany(30));
    desk.deliver(desk.channel(telegram.url()), Desk.letter("one"));
    var held = (Delivery.Later) desk.deliver(desk.channel(telegram.url()), Desk.letter("two"));

    assertThat(held.after().orElseThrow())
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    assertThat(telegram.calls()).hasSize(1);
  }

  @Test
  void what_would_wait_too_long_is_given_back_with_the_time() {
    desk.chat = FakeTelegram.GROUP;
    desk.pace = new HandPace(Instant.EPOCH);
    TelegramChannel channel = desk.channel(telegram.url());
    for (int n = 0; n < 5; n++) {
      channel.deliver(Desk.letter("waits"));
    }
    var later = (Delivery.Later) desk.deliver(channel, Desk.letter("too many"));
    assertThat(later.after().orElseThrow()).isGreaterThan(Duration.ofSeconds(10));
    assertThat(later.ambiguous()).isFalse();
  }

  private static JsonObject entity(String type, int offset, int length) {
    return new JsonObject().put("type", type).put("offset", offset).put("length", length);
  }
}
