package homebox.controlplane.config;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a configuration file said when it began to hold for all hosts that share a database.
 *
 * @param number counts them from 1; 0: it is not one yet
 * @param node whose file it was
 * @param at when it began to, by the database's clock
 * @param text as it was written: {@code ${NAME}} means what each host's environment says
 * @param origin what that host meant by what the text does not say
 */
public record Revision(long number, String node, Instant at, String text, Origin origin) {
  /**
   * What a host has of itself.
   *
   * @param language {@code en} or {@code fr}
   */
  public record Origin(ZoneId zone, String language) {}

  /** Of a host's own file, before it is anything to the others. */
  static Revision of(String node, String text, Settings own) {
    Settings.Process process = own.process();
    return new Revision(
        0,
        node,
        Instant.EPOCH,
        text,
        new Origin(process.timeZone(), process.language().getLanguage()));
  }

  /** Names the text, in twelve hex digits. */
  public String hash() {
    return hash(text);
  }

  /** Names a text, in twelve hex digits; empty: there is none. */
  public static String hash(Optional<String> text) {
    return text.map(Revision::hash).orElse("");
  }

  /** True if both say the same. */
  public boolean saysLike(Revision other) {
    return text.equals(other.text) && origin.equals(other.origin);
  }

  /** For faults. */
  String shown() {
    return "the file of " + node;
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)), 0, 6);
  }
}
