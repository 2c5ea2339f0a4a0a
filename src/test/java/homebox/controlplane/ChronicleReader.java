package homebox.controlplane;

import homebox.controlplane.Chronicle.Away;
import homebox.controlplane.Chronicle.Change;
import homebox.controlplane.Chronicle.Heard;
import homebox.controlplane.Chronicle.Incident;
import homebox.controlplane.Chronicle.Row;
import homebox.controlplane.testkit.FakeTelegram.Message;
import homebox.controlplane.testkit.PostgresBase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a database with one service says, and what a Telegram heard. */
record ChronicleReader(PostgresBase base, List<Message> messages) {
  private static final String REPEAT = "(possible repeat)";
  private static final String REMINDER = "still DOWN";

  private static final String INCIDENTS =
      "SELECT id, started, ended FROM incident WHERE kind = 'OUTAGE' ORDER BY started";
  private static final String CHANGES =
      "SELECT from_level, to_level, ended, opened FROM transition ORDER BY decided";
  private static final String ROWS =
      "SELECT kind, incident, state, reference FROM message WHERE channel = 'telegram' ORDER BY id";

  Chronicle with(List<Away> away) {
    return new Chronicle(
        List.copyOf(away),
        base.ask(INCIDENTS).stream()
            .map(row -> new Incident(row.get(0), time(row.get(1)), text(row, 2).map(this::time)))
            .toList(),
        base.ask(CHANGES).stream()
            .map(row -> new Change(row.get(0), row.get(1), text(row, 2), text(row, 3)))
            .toList(),
        base.ask(ROWS).stream()
            .map(row -> new Row(row.get(0), text(row, 1), row.get(2), text(row, 3)))
            .toList(),
        messages.stream().map(ChronicleReader::heard).toList());
  }

  private Instant time(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private static Optional<String> text(List<String> row, int column) {
    return Optional.ofNullable(row.get(column));
  }

  private static Heard heard(Message message) {
    List<String> kinds =
        Stream.of(Chronicle.ALERT, Chronicle.RECOVERY)
            .filter(kind -> message.text().contains(kind) && !message.text().contains(REMINDER))
            .toList();
    return new Heard("" + message.id(), message.at(), kinds, message.text().contains(REPEAT));
  }
}
