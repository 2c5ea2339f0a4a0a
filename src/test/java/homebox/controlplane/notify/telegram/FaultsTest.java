package homebox.controlplane.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Delivery.Later;
import homebox.controlplane.notify.Delivery.Refused;
import homebox.controlplane.notify.Delivery.Unknown;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.QuickPace;
import homebox.controlplane.testkit.TelegramFault;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that Telegram or the line may give, over real sockets. */
class FaultsTest {
  private final FakeTelegram telegram = new FakeTelegram();
  private final Desk desk = new Desk();

  /** Whatever happens: no log holds the token, nothing stays open, no answer runs over lines. */
  @AfterEach
  void end() {
    assertThat(desk.logged()).doesNotContain(secret());
    telegram.await("all to be closed", Duration.ofSeconds(5), () -> telegram.open() == 0);
    desk.close();
    telegram.close();
  }

  static Stream<Arguments> later() {
    return Stream.of(
        arguments(TelegramFault.tooMany(7), "says to wait 7 s", 7, false),
        arguments(TelegramFault.tooManyByHeader(5), "says to wait 5 s", 5, false),
        arguments(TelegramFault.error(429, "Too Many Requests"), "says to wait:", -1, false),
        arguments(
            TelegramFault.error(500, "Internal Server Error: restart"),
            "in trouble: \"Internal Server Error: restart\" (500)",
            -1,
            false),
        arguments(TelegramFault.error(503, "Service Unavailable"), "(503)", -1, false),
        arguments(TelegramFault.page(502), "HTTP 502 with an HTML page", -1, true),
        arguments(TelegramFault.page(200), "HTTP 200 with an HTML page", -1, true),
        arguments(TelegramFault.page(403), "is telegram.api_url right", -1, false),
        arguments(TelegramFault.page(302), "sends us elsewhere", -1, false),
        arguments(TelegramFault.body(200, "[]"), "not the JSON of Telegram: \"[]\"", -1, true),
        arguments(TelegramFault.body(200, "{\"ok\":1}"), "not the JSON of Telegram", -1, true),
        arguments(TelegramFault.body(200, ""), "HTTP 200 and nothing more", -1, true),
        arguments(TelegramFault.garbage(), "does not speak HTTP", -1, true),
        arguments(TelegramFault.drop(), "broke the connection instead of an answer", -1, true),
        arguments(TelegramFault.dropTaken(), "broke the connection instead of", -1, true),
        arguments(TelegramFault.hang(), "did not answer within 10 s", -1, true),
        arguments(TelegramFault.late(Duration.ofSeconds(4)), "did not answer within", -1, true),
        arguments(TelegramFault.endless(), "did not end within 10 s", -1, true),
        arguments(TelegramFault.flood(), "more than Telegram ever does", -1, true));
  }

  @ParameterizedTest
  @MethodSource
  void later(TelegramFault fault, String sentence, int after, boolean ambiguous) {
    telegram.always(fault);
    if (sentence.contains(" within")) {
      desk.pace = new QuickPace(desk.vertx);
    }

    Later later = (Later) clean(desk.deliver(telegram.url()));

    assertThat(later.answer()).contains(sentence);
    assertThat(later.after())
        .isEqualTo(after < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(after)));
    assertThat(later.ambiguous()).isEqualTo(ambiguous);
    assertThat(telegram.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|Unauthorized|token of the bot is not valid|@BotFather",
        "404|Not Found|token of the bot is not valid|TELEGRAM_BOT_TOKEN",
        "403|Forbidden: bot was blocked by the user|blocked the bot|unblock",
        "403|Forbidden: bot was kicked from the supergroup chat|not in the chat|add the bot",
        "403|Forbidden: bot is not a member of the channel chat|not in the chat|add the bot",
        "403|Forbidden: user is deactivated|is gone|another TELEGRAM_CHAT_ID",
        "403|Forbidden: the group chat was deleted|is gone|another TELEGRAM_CHAT_ID",
        "403|Forbidden: bot can't initiate conversation with a user|write first|once in Telegram",
        "403|Forbidden: in new words|forbids|may write there",
        "400|Bad Request: chat not found|no such chat|write to the bot once",
        "400|Bad Request: PEER_ID_INVALID|no such chat|TELEGRAM_CHAT_ID",
        "400|Bad Request: not enough rights to send text messages to the chat|no right|administrator",
        "400|Bad Request: need administrator rights in the channel chat|no right|administrator",
        "400|Bad Request: CHAT_WRITE_FORBIDDEN|no right|administrator",
        "400|Bad Request: group chat was deactivated|is gone|another TELEGRAM_CHAT_ID",
        "400|Bad Request: TOPIC_CLOSED|topic is closed|telegram.thread_id",
      })
  void refused(int code, String description, String sentence, String mend) {
    telegram.always(TelegramFault.error(code, description));

    Refused refused = (Refused) clean(desk.deliver(telegram.url()));

    assertThat(refused.answer()).contains(sentence).contains(description);
    assertThat(refused.mend()).contains(mend);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|Bad Request: something new",
        "409|Conflict: terminated by other getUpdates request",
        "413|Request Entity Too Large",
      })
  void unknown(int code, String description) {
    telegram.always(TelegramFault.error(code, description));

    assertThat(clean(desk.deliver(telegram.url())))
        .isInstanceOf(Unknown.class)
        .extracting(Delivery::answer)
        .asString()
        .contains(description);
  }

  @Test
  void what_it_repeats_of_foreign_words_is_one_short_line_without_the_token() {
    telegram.always(
        TelegramFault.error(
            400, "at /bot" + FakeTelegram.TOKEN + "/sendMessage\r\n\u2028" + "x".repeat(5_000)));

    assertThat(clean(desk.deliver(telegram.url())).answer())
        .contains("/bot***/sendMessage x")
        .hasSizeLessThan(300);
  }

  @Test
  void a_wrong_token_is_told_as_telegram_tells_it() {
    desk.token = "1:x";
    assertThat(clean(desk.deliver(telegram.url()))).isInstanceOf(Refused.class);
    desk.token = "123456:" + "x".repeat(35);
    assertThat(clean(desk.deliver(telegram.url()))).isInstanceOf(Refused.class);
  }

  @Test
  void a_connection_that_nobody_takes_is_not_ambiguous() {
    telegram.close();

    Later later = (Later) clean(desk.deliver(telegram.url()));

    assertThat(later.answer()).isEqualTo("127.0.0.1:" + telegram.port() + " refuses connections");
    assertThat(later.ambiguous()).isFalse();
  }

  /** Whether we had written by then is a matter of luck, so either answer is true. */
  @Test
  void a_connection_that_is_reset_at_once_is_told() {
    telegram.always(TelegramFault.dropUnread());

    assertThat(clean(desk.deliver(telegram.url())))
        .isInstanceOf(Later.class)
        .extracting(Delivery::answer)
        .asString()
        .contains("broke the connection");
  }

  @Test
  void a_name_that_is_not_known_is_not_ambiguous() {
    Later later = (Later) clean(desk.deliver("http://no-such-host.invalid/"));

    assertThat(later.answer()).contains("no-such-host.invalid").doesNotContain("Exception");
    assertThat(later.ambiguous()).isFalse();
  }

  @Test
  void a_test_tells_nobody_anything() {
    desk.pace = new QuickPace(desk.vertx);
    TelegramChannel channel = desk.channel(telegram.url());
    assertThat(desk.on(channel::test)).isInstanceOf(Delivery.Sent.class);

    telegram.always(TelegramFault.error(400, "Bad Request: chat not found"));
    assertThat(desk.on(channel::test)).isInstanceOf(Refused.class);

    telegram.always(TelegramFault.hang());
    assertThat(desk.on(channel::test).answer()).contains("did not answer");
    assertThat(telegram.messages()).isEmpty();
    assertThat(telegram.calls()).allMatch(call -> call.method().equals("getChat"));
  }

  private Delivery clean(Delivery delivery) {
    assertThat(delivery.toString()).doesNotContain(secret()).doesNotContain(desk.token);
    assertThat(delivery.answer()).doesNotContain("\n").hasSizeLessThan(400);
    return delivery;
  }

  private static String secret() {
    return FakeTelegram.TOKEN.substring(FakeTelegram.TOKEN.indexOf(':') + 1);
  }
}
