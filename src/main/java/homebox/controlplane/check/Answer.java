package homebox.controlplane.check;

import homebox.controlplane.config.Standpoint;
import java.util.Optional;

/**
 * What one probe found.
 *
 * @param by which of several hosts asked; empty where there is only one
 */
public record Answer(Outcome outcome, Evidence evidence, Optional<Standpoint> by) {
  /** Of a host that is alone. */
  public Answer(Outcome outcome, Evidence evidence) {
    this(outcome, evidence, Optional.empty());
  }

  /** The same, asked from there. */
  public Answer from(Standpoint there) {
    return new Answer(outcome, evidence, Optional.of(there));
  }
}
