package homebox.controlplane.config;

import java.util.List;

/** The keys of {@code telegram}, at the top and in a channel. */
final class TelegramKeys {
  static final Key<Secret> BOT_TOKEN =
      Key.of(
              "bot_token",
              Words.like(
                      "[0-9]+:[A-Za-z0-9_-]+", "a bot token", "123456:ABC… (@BotFather gives it)")
                  .quietly()
                  .map(Secret::new))
          .named("TELEGRAM_BOT_TOKEN")
          .secret()
          .used();
  static final Key<String> CHAT_ID =
      Key.of(
              "chat_id",
              Words.like("-?[0-9]{1,20}|@[A-Za-z0-9_]{1,64}", "a chat", "123456789 or @channel")
                  .quietly())
          .named("TELEGRAM_CHAT_ID")
          .used();
  static final Key<HttpUrl> API_URL =
      Key.of("api_url", Addresses.http())
          .or("https://api.telegram.org")
          .named("TELEGRAM_API_URL")
          .used();
  static final Key<Integer> THREAD_ID = Key.of("thread_id", Words.whole(1, 999_999_999)).used();
  static final Key<Boolean> COMMANDS = Key.of("commands", Words.truth()).or("true").used();
  static final Key<List<String>> USERS =
      Key.of(
              "users",
              new ListOf<>(Words.like("[0-9]{1,20}|@?[A-Za-z0-9_]{1,64}", "a user", "123456789")))
          .used();
  static final Key<List<String>> SILENT =
      Key.of(
              "silent",
              new ListOf<>(
                  Words.choice(
                      "ALERT", "WARNING", "RECOVERY", "REMINDER", "FLAPPING", "INFO", "REPORT")))
          .used();
  static final Key<String> PROXY = Key.of("proxy", Addresses.proxy()).secret().used();

  static final Table TABLE =
      Table.of(BOT_TOKEN, CHAT_ID, API_URL, THREAD_ID, COMMANDS, USERS, SILENT, PROXY);

  private TelegramKeys() {}
}
