package homebox.controlplane.history;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The lengths of time that people ask about, each of which ends now. */
public enum Window {
  /** A day. */
  DAY("24h", 1),
  /** A week. */
  WEEK("7d", 7),
  /** A month. */
  MONTH("30d", 30),
  /** What the bars of the overview show. */
  QUARTER("90d", 90),
  /** A year. */
  YEAR("1y", 365);

  private final String shown;
  private final Duration length;

  Window(String shown, int days) {
    this.shown = shown;
    this.length = Duration.ofDays(days);
  }

  /** As it is written in the API. */
  public String shown() {
    return shown;
  }

  /** Of 24 hours a day. */
  public Duration length() {
    return length;
  }

  /** The one that is written so. */
  public static Optional<Window> of(String text) {
    return Stream.of(values()).filter(window -> window.shown.equals(text)).findFirst();
  }
}
