package homebox.controlplane.notify;

import homebox.controlplane.notify.Letter.Span;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A letter as text with signs of its own for what is set apart, for those who take no spans.
 *
 * @param plain how a stretch of text is written so that none of it counts as a sign
 * @param bold the sign on both sides of what is bold
 * @param code the sign on both sides of what has a fixed width
 */
public record Ink(UnaryOperator<String> plain, String bold, String code) {
  /** The whole of it, however long it gets. */
  public String write(Letter letter) {
    var out = new StringBuilder();
    int from = 0;
    for (Span span : inOrder(letter)) {
      int end = span.offset() + span.length();
      out.append(plain.apply(letter.text().substring(from, span.offset())));
      out.append(apart(span, letter.text().substring(span.offset(), end)));
      from = end;
    }
    return out.append(plain.apply(letter.text().substring(from))).toString();
  }

  /** As much of it as fits, with a last line that says so if it is not the whole. */
  public String write(Letter letter, int longest) {
    String whole = write(letter);
    if (whole.length() <= longest) {
      return whole;
    }
    int fits = Cut.MARK.length();
    int tooMuch = Math.min(letter.text().length(), longest + 1);
    while (tooMuch - fits > 1) {
      int middle = (fits + tooMuch) >>> 1;
      if (write(Cut.to(middle, letter)).length() <= longest) {
        fits = middle;
      } else {
        tooMuch = middle;
      }
    }
    return write(Cut.to(fits, letter));
  }

  private static List<Span> inOrder(Letter letter) {
    return letter.spans().stream()
        .filter(span -> span.length() > 0)
        .sorted(Comparator.comparingInt(Span::offset))
        .toList();
  }

  private String apart(Span span, String text) {
    String sign =
        switch (span.look()) {
          case BOLD -> bold;
          case CODE -> code;
        };
    return sign + plain.apply(text) + sign;
  }
}
