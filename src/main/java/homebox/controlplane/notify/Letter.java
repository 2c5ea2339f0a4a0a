package homebox.controlplane.notify;

import java.util.List;
import java.util.Optional;

/**
 * What leaves as one message.
 *
 * @param text as people read it, 1 character at least
 * @param spans what stands out in it, by UTF-16 units, inside the text, not overlapping
 * @param silent without a sound
 * @param gist the same for programs
 * @param extras buttons, and what it replies to
 */
public record Letter(String text, List<Span> spans, boolean silent, Gist gist, Extras extras) {
  /** Copies the spans. */
  public Letter {
    spans = List.copyOf(spans);
  }

  /** One with nothing besides. */
  public Letter(String text, List<Span> spans, boolean silent, Gist gist) {
    this(text, spans, silent, gist, Extras.NONE);
  }

  /** One whose first line is its title, and that is about nothing in particular. */
  public Letter(String text, List<Span> spans, boolean silent) {
    this(text, spans, silent, Gist.NONE.called(text.lines().findFirst().orElse("")));
  }

  /** The same with these buttons. */
  public Letter with(List<List<Extras.Button>> buttons) {
    return new Letter(text, spans, silent, gist, new Extras(buttons, extras.answers()));
  }

  /** The same as a reply to that. */
  public Letter answering(Optional<String> message) {
    return message.isEmpty()
        ? this
        : new Letter(text, spans, silent, gist, new Extras(extras.buttons(), message));
  }

  /** The first line, with icon and marks. */
  public String firstLine() {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** What stands below the first line; empty if there is nothing. */
  public String rest() {
    int end = text.indexOf('\n');
    return end < 0 ? "" : text.substring(end).strip();
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
