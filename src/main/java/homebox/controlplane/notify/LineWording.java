package homebox.controlplane.notify;

import java.util.List;

/** For the log: each row is one line, in English, as the alert room has written it. */
final class LineWording implements Wording {
  @Override
  public Letter letter(List<OutboxRow> rows, int longest) {
    OutboxRow row = rows.get(0);
    String line = row.facts().getString("line", row.key());
    String text =
        line
            + (row.stored() ? "" : " (not stored)")
            + (row.possibleRepeat() ? " (possible repeat)" : "");
    return new Letter(
        text.length() <= longest ? text : text.substring(0, longest), List.of(), true);
  }

  @Override
  public int fitting(List<OutboxRow> rows, int longest) {
    return 1;
  }
}
