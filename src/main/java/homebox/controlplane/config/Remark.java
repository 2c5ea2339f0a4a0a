package homebox.controlplane.config;

/**
 * A line to say once at the start.
 *
 * @param warning true when somebody should do something about it
 */
public record Remark(boolean warning, String text) {
  static Remark of(String text) {
    return new Remark(false, text);
  }

  static Remark warning(String text) {
    return new Remark(true, text);
  }
}
