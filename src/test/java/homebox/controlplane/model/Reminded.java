package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.Database;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people are told of an outage again: nothing of one that somebody cares about, nothing while
 * something stands against it, and nothing of what they were not told of.
 */
final class Reminded {
  private final Map<String, Long> cared = new HashMap<>();
  private long seen;

  /** Somebody cares about an incident from now on. */
  void care(String incident, long now) {
    cared.put(incident, now);
  }

  /**
   * Of all that was written since this was asked last.
   *
   * @param house empty if it is not known what stood against that
   */
  void verify(Path file, Optional<House> house) {
    for (List<String> row :
        Database.ask(
            file,
            "SELECT m.id, m.service, m.incident, m.created, coalesce(i.announced, 9e15) <= m.created"
                + " FROM message m JOIN incident i ON i.id = m.incident"
                + " WHERE m.kind = 'REMINDER' AND m.channel = 'telegram' AND m.id > "
                + seen
                + " ORDER BY m.id")) {
      seen = Long.parseLong(row.get(0));
      long created = Long.parseLong(row.get(3));
      assertThat(created)
          .as("%s, about which somebody cares", row)
          .isLessThanOrEqualTo(cared.getOrDefault(row.get(2), Long.MAX_VALUE));
      house.ifPresent(
          known ->
              assertThat(known.isSilent(row.get(1), created)).as("%s is kept back", row).isFalse());
      assertThat(row.get(4)).as("%s is of what was told", row).isEqualTo("1");
    }
  }

  /** How many there were of one incident. */
  static long of(Path file, String incident) {
    return Database.number(
        file,
        "SELECT count(*) FROM message WHERE kind = 'REMINDER' AND channel = 'telegram'"
            + " AND incident = '"
            + incident
            + "'");
  }
}
