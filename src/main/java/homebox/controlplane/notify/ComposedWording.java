package homebox.controlplane.notify;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** For people: what is due as one letter, in their language and zone. */
public final class ComposedWording implements Wording {
  private final Locale language;
  private final ZoneId zone;

  /** Writes in French, or else in English. */
  public ComposedWording(Locale language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
  }

  @Override
  public Letter letter(List<OutboxRow> rows, int longest) {
    return Composer.compose(parts(rows), rules(longest));
  }

  @Override
  public int fitting(List<OutboxRow> rows, int longest) {
    return Composer.fitting(parts(rows), rules(longest));
  }

  private Rules rules(int longest) {
    return new Rules(language, zone, longest, Optional.empty());
  }

  private static List<Part> parts(List<OutboxRow> rows) {
    return rows.stream().map(ComposedWording::part).toList();
  }

  private static Part part(OutboxRow row) {
    return new Part(
        FactJson.read(row.facts()),
        row.about(),
        row.possibleRepeat(),
        !row.stored(),
        row.meantFor());
  }
}
