package homebox.controlplane.cli;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Blots out secrets in what is logged: those of the configuration, and what looks like one. The
 * second line of defence: nobody should say one in the first place, but exceptions of libraries
 * quote what they please.
 */
final class Redaction {
  private static final String BLOT = "…";

  /** Shorter ones are found in innocent words. */
  private static final int SHORTEST = 6;

  private static final int KEY = 4;

  private record Look(Pattern pattern, String instead) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look(Pattern.compile("/bot[0-9]+:[A-Za-z0-9_-]+"), "/bot" + BLOT),
          new Look(Pattern.compile("(:\\\\?/\\\\?/)[^/\\s@\"]+@"), "$1" + BLOT + "@"),
          new Look(
              Pattern.compile(
                  "(?i)([?&;](?:[a-z_-]*(?:token|password|passwd|secret|apikey|api_key)))=[^&;\\s\"]+"),
              "$1=" + BLOT),
          new Look(Pattern.compile("(?i)\\b(Bearer|Basic) +[A-Za-z0-9._~+/=-]{6,}"), "$1 " + BLOT));

  private final Set<String> known = new HashSet<>();

  /** By their first four characters. */
  private volatile Map<Long, List<String>> byStart = Map.of();

  /** From now on these too, whatever they look like; what was known stays so. */
  synchronized void know(Collection<String> more) {
    for (String secret : more) {
      if (secret.length() >= SHORTEST) {
        known.add(secret);
        known.add(inJson(secret));
      }
    }
    byStart = known.stream().collect(Collectors.groupingBy(secret -> key(secret, 0)));
  }

  /** The same without them. */
  String of(String text) {
    String clean = withoutKnown(text);
    for (Look look : LOOKS) {
      clean = look.pattern().matcher(clean).replaceAll(look.instead());
    }
    return clean;
  }

  /** One pass, however many there are: ten thousand services may have one each. */
  private String withoutKnown(String text) {
    Map<Long, List<String>> secrets = byStart;
    if (secrets.isEmpty()) {
      return text;
    }
    StringBuilder out = null;
    int from = 0;
    int at = 0;
    while (at + KEY <= text.length()) {
      int length = lengthAt(text, at, secrets);
      if (length > 0) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, from, at).append(BLOT);
        from = at + length;
        at = from;
      } else {
        at++;
      }
    }
    return out == null ? text : out.append(text, from, text.length()).toString();
  }

  /** Of the longest that begins there; 0: none does. */
  private static int lengthAt(String text, int at, Map<Long, List<String>> secrets) {
    int longest = 0;
    for (String secret : secrets.getOrDefault(key(text, at), List.of())) {
      if (secret.length() > longest && text.startsWith(secret, at)) {
        longest = secret.length();
      }
    }
    return longest;
  }

  private static long key(String text, int at) {
    long key = 0;
    for (int i = at; i < at + KEY; i++) {
      key = key << 16 | text.charAt(i);
    }
    return key;
  }

  /** As it stands in a JSON string of logback's, which has a backslash before each slash too. */
  private static String inJson(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
  }
}
