package homebox.controlplane.notify;

import java.util.List;

/**
 * What leaves as one message.
 *
 * @param text as people read it, 1 character at least
 * @param spans what stands out in it, by UTF-16 units, inside the text, not overlapping
 * @param silent without a sound
 */
public record Letter(String text, List<Span> spans, boolean silent) {
  /** Copies the spans. */
  public Letter {
    spans = List.copyOf(spans);
  }

  /** A part of the text that is set apart. */
  public record Span(Look look, int offset, int length) {}

  /** How it is set apart. */
  public enum Look {
    /** Bold. */
    BOLD,
    /** Fixed width. */
    CODE
  }
}
