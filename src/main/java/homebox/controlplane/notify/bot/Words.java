package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Status;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.notify.Speech;
import homebox.controlplane.notify.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** What the bot says, in one language and zone. */
final class Words {
  private static final String BUNDLE = "homebox.controlplane.notify.bot.messages";

  private final Texts texts;
  private final Speech speech;

  Words(Locale language, ZoneId zone) {
    this.texts = Texts.in(language, BUNDLE);
    this.speech = new Speech(language, zone);
  }

  String say(String key, Object... facts) {
    return texts.say(key, facts);
  }

  /** UP, SLOW and DOWN are said as they are; the others in words. */
  String status(Status status) {
    return status.isLevel() ? status.name() : texts.say("state." + status);
  }

  /** The same at the begin of a line. */
  static String icon(Status status) {
    return switch (status) {
      case DOWN -> "🔴";
      case SLOW -> "🟡";
      case UNREACHABLE -> "⛓";
      case UNKNOWN -> "❔";
      case MAINTENANCE -> "🔧";
      case PAUSED -> "⏸";
      case PENDING -> "⏳";
      case UP -> "🟢";
    };
  }

  /** What an answer was. */
  String outcome(Outcome outcome) {
    return outcome.match(
        good -> texts.say("outcome.good", speech.exact(good.took())),
        slow -> texts.say("outcome.slow", speech.exact(slow.took()), speech.exact(slow.limit())),
        failed -> texts.say("outcome.failed", speech.sentence(failed.failure())));
  }

  String more(int count) {
    return texts.say("more", count);
  }

  String when(Instant at) {
    return speech.when(at);
  }

  String rough(Duration length) {
    return speech.rough(length);
  }

  String percent(double share) {
    return speech.percent(share);
  }
}
