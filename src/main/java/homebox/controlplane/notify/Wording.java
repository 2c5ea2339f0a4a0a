package homebox.controlplane.notify;

import java.util.List;

/** How a channel says what is due. */
public interface Wording {
  /**
   * One letter for all of them: changes and reminders in their order, or one other row.
   *
   * @param longest in UTF-16 units
   */
  Letter letter(List<OutboxRow> rows, int longest);

  /** How many of them, from the first on, fit into one letter; at least 1. */
  int fitting(List<OutboxRow> rows, int longest);
}
