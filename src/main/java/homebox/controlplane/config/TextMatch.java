package homebox.controlplane.config;

import java.util.regex.Pattern;

/** What to look for in a text, anywhere in it. */
public sealed interface TextMatch {
  /** As the file has it. */
  String written();

  /** This very text. */
  record Contains(String text) implements TextMatch {
    @Override
    public String written() {
      return text;
    }
  }

  /** What this pattern finds; written {@code /…/}. Whoever runs it bounds its time. */
  record Regex(Pattern pattern) implements TextMatch {
    @Override
    public String written() {
      return "/" + pattern.pattern() + "/";
    }

    /** Java's patterns are equal only to themselves. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Regex regex
          && regex.pattern.pattern().equals(pattern.pattern())
          && regex.pattern.flags() == pattern.flags();
    }

    @Override
    public int hashCode() {
      return pattern.pattern().hashCode();
    }
  }
}
