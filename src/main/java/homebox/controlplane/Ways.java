package homebox.controlplane;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Means;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.ComposedWording;
import homebox.controlplane.notify.discord.DiscordDialect;
import homebox.controlplane.notify.http.Dialect;
import homebox.controlplane.notify.http.HttpChannel;
import homebox.controlplane.notify.mail.MailChannel;
import homebox.controlplane.notify.ntfy.NtfyDialect;
import homebox.controlplane.notify.slack.SlackDialect;
import homebox.controlplane.notify.telegram.TelegramChannel;
import homebox.controlplane.notify.telegram.Traffic;
import homebox.controlplane.notify.webhook.WebhookDialect;
import homebox.controlplane.time.Pace;
import io.vertx.core.Vertx;
import java.util.Set;

/** Makes the channels that are configured: the one place that knows every kind of them. */
public record Ways(Settings settings, Vertx vertx, Pace pace, Traffic traffic) {
  /** A channel, and how it says things. */
  public record Way(Channel channel, ComposedWording wording) {}

  /** Where Telegram's chats are by now. */
  public interface Chats {
    /** They are where they are configured, and who moves is not followed. */
    Chats UNMOVED =
        new Chats() {
          @Override
          public String now(String configured) {
            return configured;
          }

          @Override
          public void moved(String channel, String configured, long to) {
            // nobody keeps it
          }
        };

    /** The chat that {@code configured} has become. */
    String now(String configured);

    /** The chat that the channel is configured for has moved (again). */
    void moved(String channel, String configured, long to);
  }

  /** The way to a channel. */
  public Way to(Settings.Channel channel, Chats chats) {
    return new Way(channel(channel, chats), wording(channel.means()));
  }

  private Channel channel(Settings.Channel channel, Chats chats) {
    Means means = channel.means();
    if (means instanceof Settings.Telegram telegram) {
      return telegram(channel.name(), telegram, chats);
    }
    return means instanceof Means.Mail mail
        ? new MailChannel(channel.name(), mail, vertx, pace)
        : new HttpChannel(channel.name(), dialect(means), vertx, pace);
  }

  private Channel telegram(String name, Settings.Telegram telegram, Chats chats) {
    String configured = telegram.chat().orElseThrow();
    return new TelegramChannel(
        name,
        telegram.in(chats.now(configured)),
        vertx,
        pace,
        traffic,
        to -> chats.moved(name, configured, to));
  }

  private static Dialect dialect(Means means) {
    if (means instanceof Means.Slack slack) {
      return new SlackDialect(slack);
    }
    if (means instanceof Means.Discord discord) {
      return new DiscordDialect(discord);
    }
    return means instanceof Means.Ntfy ntfy
        ? new NtfyDialect(ntfy)
        : new WebhookDialect((Means.Webhook) means);
  }

  private ComposedWording wording(Means means) {
    Set<String> silent = means instanceof Settings.Telegram telegram ? telegram.silent() : Set.of();
    var wording =
        new ComposedWording(
            settings.process().language(),
            settings.process().timeZone(),
            settings.web().baseUrl().map(HttpUrl::shown),
            silent);
    boolean listens = means instanceof Settings.Telegram bot && bot.commands().wanted();
    return listens ? wording.withButtons() : wording;
  }
}
