package homebox.controlplane.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a letter is about, for those who are programs.
 *
 * @param kind its word: ALERT, WARNING, RECOVERY, REMINDER, REMOVED, or of our own notices STARTED,
 *     REPORT, CHANNEL, INFO; of several the worst
 * @param title its first line, without icon and marks
 * @param language {@code en} or {@code fr}
 * @param possibleRepeat something of it may have arrived before
 * @param services those that it speaks of, as they stand now, 1,000 at most
 */
public record Gist(
    String kind, String title, String language, boolean possibleRepeat, List<Service> services) {
  /** Of a letter that was not composed. */
  static final Gist NONE = new Gist(Kind.INFO.name(), "", "en", false, List.of());

  private static final int MOST = 1_000;

  /** Copies the services. */
  public Gist {
    services = List.copyOf(services.subList(0, Math.min(MOST, services.size())));
  }

  /** The same, when {@code other} is its title. */
  Gist called(String other) {
    return new Gist(kind, other, language, possibleRepeat, services);
  }

  /**
   * One service.
   *
   * @param group empty: it has none
   * @param state UP, SLOW or DOWN; of one that is watched no more the last
   * @param since when that began
   * @param error in the letter's language
   * @param incident the id of the one that the letter is about
   */
  public record Service(
      String id,
      String name,
      String group,
      String state,
      Instant since,
      Optional<String> error,
      Optional<String> incident) {}
}
