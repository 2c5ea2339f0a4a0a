package homebox.controlplane.config;

import java.util.Optional;

/**
 * Whether what was added in the page is known.
 *
 * @param why it is not, and what to do; empty where it is known, or about to be
 */
public record PageSight(boolean known, Optional<String> why) {
  /** It is. */
  public static final PageSight CLEAR = new PageSight(true, Optional.empty());

  /** It is not yet. */
  public static PageSight without(Optional<String> why) {
    return new PageSight(false, why);
  }
}
