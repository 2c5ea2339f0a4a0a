package homebox.controlplane.notify.bot;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something is to be, as people write it in a chat: 30m, 2h, 1d12h, 90s. */
final class Lengths {
  private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,6}(?:s|m|min|h|d|j)){1,4}");
  private static final Pattern PART = Pattern.compile("([0-9]{1,6})(s|min|m|h|d|j)");
  private static final Map<String, Long> SECONDS =
      Map.of("s", 1L, "m", 60L, "min", 60L, "h", 3_600L, "d", 86_400L, "j", 86_400L);

  private Lengths() {}

  /** Empty for what is none; a number without a unit is none. */
  static Optional<Duration> of(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    if (!WHOLE.matcher(small).matches()) {
      return Optional.empty();
    }
    long seconds = 0;
    Matcher part = PART.matcher(small);
    while (part.find()) {
      seconds += Long.parseLong(part.group(1)) * SECONDS.get(part.group(2));
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }
}
