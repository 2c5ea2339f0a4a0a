package homebox.controlplane.notify;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Reason;
import homebox.controlplane.notify.StatusReport.Word;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Bidi;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Speaks one language in one time zone. */
public final class Speech {
  private static final String HEADER = "header ";

  private final Texts texts;
  private final ZoneId zone;
  private final Durations durations;
  private final Answers answers;

  /** French, or else English. */
  public Speech(Locale language, ZoneId zone) {
    this.texts = Texts.in(language);
    this.zone = zone;
    this.durations = new Durations(texts);
    this.answers = new Answers(Texts.in(Locale.ENGLISH), texts);
  }

  String say(String key, Object... facts) {
    return texts.say(key, facts);
  }

  /** To the second; with the offset in the hour that autumn has twice. */
  public String when(Instant at) {
    ZonedDateTime there = at.atZone(zone);
    boolean twice = zone.getRules().getValidOffsets(there.toLocalDateTime()).size() > 1;
    String pattern = texts.raw("when") + (twice ? " xxx" : "");
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(there);
  }

  /** In words, as coarse as people say it. */
  public String rough(Duration length) {
    return durations.rough(length);
  }

  /** To the millisecond where that matters. */
  public String exact(Duration length) {
    return durations.exact(length);
  }

  /** A share of the whole, cut and never rounded up: 99.999 % is not yet all. */
  public String percent(double share) {
    BigDecimal cut = BigDecimal.valueOf(share).movePointRight(2).setScale(2, RoundingMode.FLOOR);
    String plain = cut.stripTrailingZeros().toPlainString();
    return texts.say("percent", plain.replace(".", texts.raw("decimal")));
  }

  /** What a service says of itself. */
  String word(Word word) {
    String health = texts.say(word.healthy() ? "word.healthy" : "word.ailing");
    return word.version().map(it -> texts.say("word.version", it, health)).orElse(health);
  }

  /** Why it failed. The English sentences are {@link Reason}'s own. */
  public String sentence(Failure failure) {
    String key = "reason." + failure.reason();
    if (!texts.has(key)) {
      return failure.sentence();
    }
    boolean ours = failure.reason() == Reason.REQUEST_INVALID;
    List<String> facts = failure.facts();
    return texts.say(key, ours ? facts.stream().map(this::asked).toArray() : facts.toArray());
  }

  /** What to do about a channel that refuses. The English sentences are {@link Cure}'s own. */
  String cure(String english) {
    return Cure.of(english)
        .map(cure -> "cure." + cure)
        .filter(texts::has)
        .map(texts::say)
        .orElse(english);
  }

  /** What a channel has answered. */
  String answer(String english) {
    return answers.of(english);
  }

  /** The part of our request that HTTP does not allow: the only fact that is in English. */
  private String asked(String part) {
    if (part.startsWith(HEADER)) {
      return texts.say("asked.header", part.substring(HEADER.length()));
    }
    String key = "asked." + part.replace(' ', '-');
    return texts.has(key) ? texts.say(key) : part;
  }

  /** A mark that opens and one that closes if the name would turn the line it stands in. */
  static String[] isolates(String name) {
    boolean turns = Bidi.requiresBidi(name.toCharArray(), 0, name.length());
    return turns ? new String[] {"\u2068", "\u2069"} : new String[] {"", ""};
  }
}
