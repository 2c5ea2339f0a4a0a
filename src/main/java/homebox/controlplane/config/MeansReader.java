package homebox.controlplane.config;

import homebox.controlplane.config.Means.Discord;
import homebox.controlplane.config.Means.Login;
import homebox.controlplane.config.Means.Mail;
import homebox.controlplane.config.Means.Ntfy;
import homebox.controlplane.config.Means.Security;
import homebox.controlplane.config.Means.Slack;
import homebox.controlplane.config.Means.Webhook;
import homebox.controlplane.config.Settings.Telegram;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The means of a channel, out of its keys. */
record MeansReader(Environment environment) {
  /** Those of an item of {@code channels}; empty where it has no kind or lacks something. */
  Optional<Means> read(Values channel) {
    return channel
        .get(ChannelKeys.TELEGRAM)
        .map(this::telegram)
        .filter(Telegram::usable)
        .<Means>map(telegram -> telegram)
        .or(() -> channel.get(ChannelKeys.MAIL).flatMap(MeansReader::mail))
        .or(() -> channel.get(ChannelKeys.SLACK).flatMap(MeansReader::webhookUrl).map(Slack::new))
        .or(
            () ->
                channel.get(ChannelKeys.DISCORD).flatMap(MeansReader::webhookUrl).map(Discord::new))
        .or(() -> channel.get(ChannelKeys.NTFY).flatMap(MeansReader::ntfy))
        .or(() -> channel.get(ChannelKeys.WEBHOOK).flatMap(MeansReader::webhook));
  }

  /** A section {@code telegram}, at the top or in a channel. */
  Telegram telegram(Values telegram) {
    HttpUrl api = telegram.or(TelegramKeys.API_URL);
    var proxies = new ProxyReader(environment, telegram.spot());
    return new Telegram(
        telegram.get(TelegramKeys.BOT_TOKEN),
        telegram.get(TelegramKeys.CHAT_ID),
        api,
        telegram.get(TelegramKeys.THREAD_ID),
        Set.copyOf(telegram.get(TelegramKeys.SILENT).orElse(List.of())),
        telegram.get(TelegramKeys.PROXY).flatMap(written -> proxies.read(written, api)),
        commands(telegram));
  }

  private static Settings.Commands commands(Values telegram) {
    List<String> users = telegram.get(TelegramKeys.USERS).orElse(List.of());
    return new Settings.Commands(
        telegram.or(TelegramKeys.COMMANDS),
        users.stream()
            .map(user -> user.replaceFirst("^@", "").toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()));
  }

  private static Optional<Means> mail(Values mail) {
    Security security = Security.valueOf(mail.or(ChannelKeys.TLS).toUpperCase(Locale.ROOT));
    int port = mail.get(ChannelKeys.PORT).orElse(usualPort(security));
    Optional<Login> login =
        mail.get(ChannelKeys.USER)
            .flatMap(user -> mail.get(ChannelKeys.PASSWORD).map(word -> new Login(user, word)));
    List<String> to = mail.get(ChannelKeys.TO).orElse(List.of());
    return mail.get(ChannelKeys.HOST)
        .filter(host -> !to.isEmpty())
        .flatMap(
            host ->
                mail.get(ChannelKeys.FROM)
                    .map(from -> new Mail(bare(host), port, security, login, from, to)));
  }

  /** An IPv6 address without its brackets. */
  private static String bare(String host) {
    return host.replaceAll("^\\[|]$", "");
  }

  private static int usualPort(Security security) {
    return switch (security) {
      case STARTTLS -> 587;
      case TLS -> 465;
      case NONE -> 25;
    };
  }

  private static Optional<Secret> webhookUrl(Values section) {
    return section.get(ChannelKeys.WEBHOOK_URL);
  }

  private static Optional<Means> ntfy(Values ntfy) {
    return ntfy.get(ChannelKeys.TOPIC)
        .map(
            topic ->
                new Ntfy(
                    ntfy.or(ChannelKeys.SERVER),
                    topic,
                    ntfy.get(ChannelKeys.TOKEN),
                    ntfy.get(ChannelKeys.PRIORITY).map(MeansReader::priority)));
  }

  private static int priority(String word) {
    return switch (word) {
      case "min" -> 1;
      case "low" -> 2;
      case "default" -> 3;
      case "high" -> 4;
      case "max", "urgent" -> 5;
      default -> Integer.parseInt(word);
    };
  }

  private static Optional<Means> webhook(Values webhook) {
    return webhook
        .get(ChannelKeys.URL)
        .map(
            url ->
                new Webhook(
                    url,
                    webhook.or(ChannelKeys.METHOD),
                    webhook.get(ChannelKeys.HEADERS).orElse(Map.of()),
                    webhook.get(ChannelKeys.BODY),
                    webhook.get(ChannelKeys.SECRET)));
  }
}
