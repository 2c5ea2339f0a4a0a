package homebox.controlplane.history;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What share of each window a service was up. */
public final class Uptimes {
  /** Nothing is known. */
  public static final Uptimes NONE = new Uptimes(new EnumMap<>(Window.class));

  private final Map<Window, Amounts> amounts;

  Uptimes(Map<Window, Amounts> amounts) {
    this.amounts = amounts;
  }

  /** From 0 to 1; empty if it was neither up nor down in that window, or that is not known yet. */
  public OptionalDouble in(Window window) {
    return amounts.getOrDefault(window, Amounts.NONE).uptime();
  }
}
