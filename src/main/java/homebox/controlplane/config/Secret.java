package homebox.controlplane.config;

/** A text that no log, error, page or API may show. */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }

  /** {@code text} with this secret blotted out. */
  public String scrub(String text) {
    return text == null || reveal.isEmpty() ? text : text.replace(reveal, "***");
  }
}
