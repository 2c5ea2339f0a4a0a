package homebox.controlplane.bench;

import java.util.Locale;

/** What design.md §11 asks of a figure. */
record Goal(Comparison comparison, double number, String unit) {
  /** How a figure is held against the number. */
  enum Comparison {
    BELOW("<"),
    AT_MOST("≤"),
    AT_LEAST("≥");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }
  }

  static Goal below(double number, String unit) {
    return new Goal(Comparison.BELOW, number, unit);
  }

  static Goal atMost(double number, String unit) {
    return new Goal(Comparison.AT_MOST, number, unit);
  }

  static Goal atLeast(double number, String unit) {
    return new Goal(Comparison.AT_LEAST, number, unit);
  }

  boolean met(double measured) {
    return switch (comparison) {
      case BELOW -> measured < number;
      case AT_MOST -> measured <= number;
      case AT_LEAST -> measured >= number;
    };
  }

  /** As in {@code ≤ 500 bytes}. */
  String shown() {
    String written = String.format(Locale.ROOT, number % 1 == 0 ? "%,.0f" : "%.2f", number);
    return (comparison.sign + " " + written + " " + unit).strip();
  }
}
