package homebox.controlplane.config;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A line to say once at the start.
 *
 * @param warning true when somebody should do something about it
 */
public record Remark(boolean warning, String text) {
  /** Says it there. */
  public void sayTo(Logger log) {
    log.atLevel(warning ? Level.WARN : Level.INFO).log("{}", text);
  }

  static Remark of(String text) {
    return new Remark(false, text);
  }

  static Remark warning(String text) {
    return new Remark(true, text);
  }
}
