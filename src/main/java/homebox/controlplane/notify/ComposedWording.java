package homebox.controlplane.notify;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** For people: what is due as one letter, in their language and zone. */
public final class ComposedWording implements Wording {
  private final Locale language;
  private final ZoneId zone;
  private final Optional<String> page;
  private final Set<String> silent;
  private final Optional<Buttons> buttons;

  /**
   * Writes in French, or else in English.
   *
   * @param page our page's address, for a message's last line
   * @param silent the kinds that make no sound, by their words in the configuration
   */
  public ComposedWording(Locale language, ZoneId zone, Optional<String> page, Set<String> silent) {
    this(language, zone, page, silent, false);
  }

  private ComposedWording(
      Locale language, ZoneId zone, Optional<String> page, Set<String> silent, boolean buttons) {
    this.language = language;
    this.zone = zone;
    this.page = page;
    this.silent = Set.copyOf(silent);
    this.buttons = buttons ? Optional.of(new Buttons(language)) : Optional.empty();
  }

  /** The same with buttons, where there is something to press. */
  public ComposedWording withButtons() {
    return new ComposedWording(language, zone, page, silent, true);
  }

  @Override
  public Letter letter(List<OutboxRow> rows, int longest) {
    Letter letter = Composer.compose(parts(rows), rules(longest));
    return buttons.map(all -> letter.with(all.of(letter.gist()))).orElse(letter);
  }

  @Override
  public int fitting(List<OutboxRow> rows, int longest) {
    return Composer.fitting(parts(rows), rules(longest));
  }

  /** A notice of our own that stands in no outbox. */
  public Letter letter(Own own, int longest) {
    return Composer.compose(List.of(Part.of(own, "")), rules(longest));
  }

  private Rules rules(int longest) {
    return new Rules(language, zone, longest, page, silent);
  }

  private static List<Part> parts(List<OutboxRow> rows) {
    return rows.stream().map(ComposedWording::part).toList();
  }

  private static Part part(OutboxRow row) {
    return new Part(
        FactJson.read(row.facts()),
        row.about(),
        row.incident(),
        row.possibleRepeat(),
        !row.stored(),
        row.meantFor(),
        row.word());
  }
}
