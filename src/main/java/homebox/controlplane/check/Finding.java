package homebox.controlplane.check;

import homebox.controlplane.config.ServiceConfig;

/**
 * What one service was found to be, its retries included.
 *
 * @param level UP, SLOW or DOWN
 * @param last the answer that settled it; its {@code attempt} says how often it was asked again
 */
public record Finding(ServiceConfig service, Level level, CheckResult last) {
  /** How often the service was asked, 1 or more. */
  public int asked() {
    return last.attempt() + 1;
  }
}
