package homebox.controlplane.notify;

import homebox.controlplane.notify.Letter.Span;
import java.util.List;

/** Makes letters fit. */
public final class Cut {
  /** Says in the message itself that it is not whole; short, and the same in both languages. */
  public static final String MARK = "\n[…]";

  private Cut() {}

  /** The letter, or as much of it as fits with a last line that says so. */
  public static Letter to(int longest, Letter letter) {
    if (letter.text().length() <= longest) {
      return letter;
    }
    int end = at(letter.text(), longest - MARK.length());
    return new Letter(
        letter.text().substring(0, end) + MARK,
        clipped(letter.spans(), end),
        letter.silent(),
        letter.gist(),
        letter.extras());
  }

  /**
   * Where a text is cut so that no more than {@code most} units stay and no character is halved.
   */
  public static int at(String text, int most) {
    if (text.length() <= most) {
      return text.length();
    }
    boolean halved =
        Character.isHighSurrogate(text.charAt(most - 1))
            && Character.isLowSurrogate(text.charAt(most));
    return halved ? most - 1 : most;
  }

  private static List<Span> clipped(List<Span> spans, int end) {
    return spans.stream()
        .filter(span -> span.offset() < end)
        .map(span -> clipped(span, end))
        .toList();
  }

  private static Span clipped(Span span, int end) {
    return new Span(span.look(), span.offset(), Math.min(span.length(), end - span.offset()));
  }
}
