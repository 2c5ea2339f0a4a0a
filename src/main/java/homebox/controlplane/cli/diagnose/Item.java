package homebox.controlplane.cli.diagnose;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param what it is, in one sentence
 * @param mend what to do about it; empty if nothing must be done
 */
public record Item(Mark mark, String what, List<String> mend) {
  /** How it is. */
  public enum Mark {
    /** Well. */
    WELL,
    /** Neither: something to know. */
    NOTE,
    /** To be mended. */
    BAD
  }

  /** Copies the list. */
  public Item {
    mend = List.copyOf(mend);
  }

  static Item well(String what) {
    return new Item(Mark.WELL, what, List.of());
  }

  static Item note(String what) {
    return new Item(Mark.NOTE, what, List.of());
  }

  static Item bad(String what, String... mend) {
    return new Item(Mark.BAD, what, List.of(mend));
  }

  /** From one of our sentences: {@code what — how to mend}. */
  static Item bad(String sentence) {
    int dash = sentence.lastIndexOf(" — ");
    return dash < 0
        ? new Item(Mark.BAD, sentence, List.of())
        : bad(sentence.substring(0, dash), sentence.substring(dash + 3));
  }
}
