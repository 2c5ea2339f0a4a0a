package homebox.controlplane.notify.bot;

import homebox.controlplane.notify.Cut;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Letter.Look;
import homebox.controlplane.notify.Letter.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** An answer in the making, no longer than Telegram takes it. */
final class Leaf {
  /** In UTF-16 units; Telegram counts so. */
  static final int LONGEST = 4096;

  private static final int KEPT = 60;

  private final StringBuilder text = new StringBuilder();
  private final List<Span> spans = new ArrayList<>();

  /**
   * A line.
   *
   * @param name stands out, as it is
   */
  record Line(String before, String name, String after) {
    private int length() {
      return before.length() + name.length() + after.length() + 1;
    }
  }

  static Leaf titled(String title) {
    return new Leaf().bold(title);
  }

  Leaf plain(String more) {
    text.append(more);
    return this;
  }

  Leaf bold(String more) {
    if (!more.isEmpty()) {
      spans.add(new Span(Look.BOLD, text.length(), more.length()));
    }
    return plain(more);
  }

  Leaf line(String more) {
    return plain("\n").plain(more);
  }

  /**
   * As many of them as fit.
   *
   * @param more says how many do not
   */
  Leaf lines(List<Line> lines, IntFunction<String> more) {
    for (int n = 0; n < lines.size(); n++) {
      Line line = lines.get(n);
      int kept = n == lines.size() - 1 ? 0 : KEPT;
      if (text.length() + line.length() + kept > LONGEST) {
        return line(more.apply(lines.size() - n));
      }
      plain("\n").plain(line.before()).bold(line.name()).plain(line.after());
    }
    return this;
  }

  Letter letter() {
    return Cut.to(LONGEST, new Letter(text.toString(), spans, false));
  }
}
