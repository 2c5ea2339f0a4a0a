package homebox.controlplane.notify;

import java.util.List;
import java.util.Optional;

/**
 * What a letter carries besides its text, for channels that can do such things.
 *
 * @param buttons rows of them; none: it has none
 * @param answers the other side's name for the message that it replies to
 */
public record Extras(List<List<Button>> buttons, Optional<String> answers) {
  /** Nothing. */
  public static final Extras NONE = new Extras(List.of(), Optional.empty());

  /** Copies the list. */
  public Extras {
    buttons = List.copyOf(buttons);
  }

  /**
   * Something to press.
   *
   * @param label as people read it
   * @param data what comes back to us, 1 – 64 bytes
   */
  public record Button(String label, String data) {}
}
