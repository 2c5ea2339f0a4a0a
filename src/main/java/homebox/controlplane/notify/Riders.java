package homebox.controlplane.notify;

import java.util.List;
import java.util.stream.Stream;

/** What is no reason to write, but goes with the next change: {@link Kind#REMOVED}. */
final class Riders {
  private Riders() {}

  static boolean rides(OutboxRow row) {
    return row.kind() == Kind.REMOVED;
  }

  /** All rows, those that only ride behind the others; else in their order. */
  static List<OutboxRow> last(List<OutboxRow> rows) {
    return Stream.concat(others(rows), rows.stream().filter(Riders::rides)).toList();
  }

  /** The first changes, as many as share a message, and whoever rides with them. */
  static List<OutboxRow> group(List<OutboxRow> rows) {
    return Stream.concat(
            others(rows).takeWhile(row -> row.kind().grouped()),
            rows.stream().filter(Riders::rides))
        .toList();
  }

  private static Stream<OutboxRow> others(List<OutboxRow> rows) {
    return rows.stream().filter(row -> !rides(row));
  }
}
