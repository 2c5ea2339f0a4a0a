package homebox.controlplane.notify;

import java.util.List;
import java.util.stream.Collectors;

/** Plain English for tests: "ALERT box; RECOVERY box?", a question mark for a possible repeat. */
final class KeyWording implements Wording {
  @Override
  public Letter letter(List<OutboxRow> rows, int longest) {
    return new Letter(text(rows), List.of(), false);
  }

  @Override
  public int fitting(List<OutboxRow> rows, int longest) {
    int fits = 1;
    while (fits < rows.size() && text(rows.subList(0, fits + 1)).length() <= longest) {
      fits++;
    }
    return fits;
  }

  private static String text(List<OutboxRow> rows) {
    return rows.stream()
        .map(
            row ->
                (row.kind() + " " + row.about())
                    + (row.possibleRepeat() ? "?" : "")
                    + (row.stored() ? "" : "!"))
        .collect(Collectors.joining("; "));
  }
}
