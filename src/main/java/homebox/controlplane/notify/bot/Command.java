package homebox.controlplane.notify.bot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that begins with a slash.
 *
 * @param verb empty: we do not know it
 * @param bot whom it is for, in small letters, without @; empty: whoever reads it
 * @param rest what follows, with single spaces between words
 */
record Command(String word, Optional<Verb> verb, Optional<String> bot, String rest) {
  private static final Pattern LINE =
      Pattern.compile(
          "/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\\s+(.*))?", Pattern.DOTALL);

  private static final int MOST_REST = 1_200;

  /** What can be asked of us. */
  enum Verb {
    /** How services stand. */
    STATUS,
    /** How they did. */
    UPTIME,
    /** What happened. */
    INCIDENTS,
    /** Asks services now. */
    CHECK,
    /** Somebody cares. */
    ACK,
    /** Nobody is told that they get worse. */
    MUTE,
    /** That is over. */
    UNMUTE,
    /** They are not asked. */
    PAUSE,
    /** They are asked again. */
    RESUME,
    /** What the daily report says. */
    REPORT,
    /** What can be asked. */
    HELP;

    /** As it is written behind the slash. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** It changes something. */
    boolean changes() {
      return switch (this) {
        case ACK, MUTE, UNMUTE, PAUSE, RESUME -> true;
        default -> false;
      };
    }

    /** Telegram sends /start when somebody opens the bot for the first time. */
    private static Optional<Verb> of(String word) {
      String known = word.equals("start") ? "help" : word;
      return Arrays.stream(values()).filter(verb -> verb.word().equals(known)).findFirst();
    }
  }

  /** Empty for a text that is none. */
  static Optional<Command> of(String text) {
    Matcher line = LINE.matcher(text.strip());
    if (!line.matches()) {
      return Optional.empty();
    }
    String word = line.group(1).toLowerCase(Locale.ROOT);
    String rest = Optional.ofNullable(line.group(3)).orElse("");
    return Optional.of(
        new Command(
            word,
            Verb.of(word),
            Optional.ofNullable(line.group(2)).map(bot -> bot.toLowerCase(Locale.ROOT)),
            words(rest)));
  }

  private static String words(String rest) {
    String line = rest.replaceAll("[\\s\\p{Cntrl}\\p{Zs}]+", " ").strip();
    return line.length() <= MOST_REST ? line : line.substring(0, MOST_REST);
  }
}
