package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What one key alone cannot tell of channels: their kinds, and who names whom. */
final class ChannelCheck {
  private static final String LOG = "log";
  private static final String TELEGRAM = "telegram";

  /** A wrong one of these would end a request somewhere else than where it ends. */
  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "connection");

  private final List<Values> channels;
  private final boolean top;
  private final List<String> names = new ArrayList<>(List.of(LOG, TELEGRAM));

  ChannelCheck(Values root) {
    this.channels = root.get(Keys.CHANNELS).orElse(List.of());
    this.top = root.or(Keys.TELEGRAM).has(TelegramKeys.BOT_TOKEN);
    channels.forEach(channel -> channel.get(ChannelKeys.NAME).ifPresent(names::add));
  }

  /** Tells what is wrong with the channels themselves. */
  void check() {
    var first = new HashMap<String, Spot>();
    channels.forEach(
        channel -> {
          checkName(channel, first);
          checkKind(channel);
          channel.get(ChannelKeys.TELEGRAM).ifPresent(this::checkTelegram);
          channel.get(ChannelKeys.MAIL).ifPresent(ChannelCheck::checkMail);
          channel.get(ChannelKeys.WEBHOOK).ifPresent(ChannelCheck::checkWebhook);
          channel.get(ChannelKeys.FALLBACK).ifPresent(name -> checkFallback(name, channel));
        });
  }

  /** Tells of names that no channel has. */
  void check(List<String> wanted, Spot spot) {
    for (String name : wanted) {
      if (!names.contains(name)) {
        String cure =
            new Suggestion(names)
                .near(name)
                .map(meant -> "did you mean " + Quoted.value(meant) + "?")
                .orElse("write the name of one under channels, telegram or log");
        spot.fault(Quoted.value(name) + " is no channel — " + cure);
      }
    }
  }

  private void checkName(Values channel, Map<String, Spot> first) {
    channel
        .get(ChannelKeys.NAME)
        .ifPresent(
            name -> {
              Spot spot = channel.spot(ChannelKeys.NAME);
              Spot other = first.putIfAbsent(name, spot);
              if (name.equals(LOG)) {
                spot.fault("\"log\" is always there — choose another name");
              } else if (name.equals(TELEGRAM) && top) {
                spot.fault(
                    "\"telegram\" is the channel of telegram: at the top — choose another name");
              } else if (other != null) {
                spot.fault(Quoted.value(name) + alsoIn(other) + " — change one of them");
              }
            });
  }

  private static String alsoIn(Spot other) {
    return other.line() > 0
        ? " is a channel's name in line " + other.line() + " too"
        : " is another channel's name already";
  }

  private void checkKind(Values channel) {
    long kinds = ChannelKeys.KINDS.values().stream().filter(kind -> channel.has(kind)).count();
    if (kinds != 1) {
      channel
          .spot()
          .fault(
              (kinds == 0 ? "has no kind" : "has " + kinds + " kinds")
                  + " — write one of telegram, mail, slack, discord, ntfy or webhook");
    }
  }

  private void checkTelegram(Values telegram) {
    for (Key<?> key : List.of(TelegramKeys.BOT_TOKEN, TelegramKeys.CHAT_ID)) {
      if (!telegram.has(key)) {
        telegram.spot().fault("has no " + key.name() + " — add it");
      }
    }
  }

  private static void checkMail(Values mail) {
    boolean user = mail.has(ChannelKeys.USER);
    if (user != mail.has(ChannelKeys.PASSWORD)) {
      mail.spot()
          .fault(
              user
                  ? "has a user and no password — add it, or leave both out"
                  : "has a password and no user — add it, or leave both out");
    }
    if (mail.get(ChannelKeys.TO).filter(List::isEmpty).isPresent()) {
      mail.spot(ChannelKeys.TO).fault("names nobody — write one mail address at least");
    }
  }

  private static void checkWebhook(Values webhook) {
    for (String name : webhook.get(ChannelKeys.HEADERS).orElse(Map.of()).keySet()) {
      if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
        webhook
            .spot(ChannelKeys.HEADERS)
            .fault("holds " + name + ", which is set by HTTP itself — leave it out");
      }
    }
  }

  private void checkFallback(String name, Values channel) {
    Spot spot = channel.spot(ChannelKeys.FALLBACK);
    check(List.of(name), spot);
    if (channel.get(ChannelKeys.NAME).filter(name::equals).isPresent()) {
      spot.fault("names the channel itself — name another one");
    }
  }
}
