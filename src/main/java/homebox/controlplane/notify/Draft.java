package homebox.controlplane.notify;

import homebox.controlplane.notify.Letter.Look;
import homebox.controlplane.notify.Letter.Span;
import java.util.ArrayList;
import java.util.List;

/** A letter in the making. Knows how long it may become. */
final class Draft {
  private final int longest;
  private final StringBuilder text = new StringBuilder();
  private final List<Span> spans = new ArrayList<>();

  Draft(int longest) {
    this.longest = longest;
  }

  Draft plain(String more) {
    text.append(more);
    return this;
  }

  Draft bold(String more) {
    if (!more.isEmpty()) {
      spans.add(new Span(Look.BOLD, text.length(), more.length()));
    }
    return plain(more);
  }

  /** This line, if there is room for the whole of it. */
  Draft lineIfRoom(String line) {
    return lineIfRoom(line, 0);
  }

  /** The same, when so much is left free below. */
  Draft lineIfRoom(String line, int kept) {
    return line.length() + 1 + kept <= room() ? plain("\n").plain(line) : this;
  }

  /** How much more goes into it. */
  int room() {
    return longest - text.length();
  }

  /** What there is, cut where it is too long all the same. */
  Letter letter(boolean silent, Gist gist) {
    if (text.length() <= longest) {
      return new Letter(text.toString(), spans, silent, gist);
    }
    String cut = cut(text.toString(), longest);
    int end = cut.length() - 1; // before the three dots
    List<Span> left =
        spans.stream().filter(span -> span.offset() < end).map(span -> clipped(span, end)).toList();
    return new Letter(cut, left, silent, gist);
  }

  /** At most so long, with "…" for what is missing; a pair of surrogates stays together. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    boolean splits =
        end > 0
            && Character.isHighSurrogate(text.charAt(end - 1))
            && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, splits ? end - 1 : end) + "…";
  }

  private static Span clipped(Span span, int end) {
    return new Span(span.look(), span.offset(), Math.min(span.length(), end - span.offset()));
  }
}
