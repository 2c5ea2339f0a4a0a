package homebox.controlplane.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What stands in the outbox for Telegram, read by another program. */
public record Outbox(Path file) {
  private static final String TELEGRAM = "FROM message WHERE channel = 'telegram'";

  /** The id of the last message; 0: there is none. */
  public long last() {
    return Database.number(file, "SELECT coalesce(max(id), 0) " + TELEGRAM);
  }

  /** The state of the first message of this kind after that id. */
  public Optional<String> state(String kind, long after) {
    List<List<String>> rows =
        Database.ask(
            file,
            "SELECT state %s AND kind = '%s' AND id > %d ORDER BY id LIMIT 1"
                .formatted(TELEGRAM, kind, after));
    return rows.stream().findFirst().map(row -> row.get(0));
  }

  /** How many are to be told, or are being told. */
  public long open() {
    return Database.number(file, "SELECT count(*) " + TELEGRAM + " AND state IN ('DUE','SENDING')");
  }
}
