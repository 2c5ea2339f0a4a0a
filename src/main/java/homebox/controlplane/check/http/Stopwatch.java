package homebox.controlplane.check.http;

import homebox.controlplane.check.Phases;
import homebox.controlplane.time.Pace;
import java.time.Duration;

/** Where the time of one look goes. */
final class Stopwatch {
  private final Pace pace;
  private final long began;
  private final long[] spent = new long[Stage.values().length];
  private Stage stage = Stage.LOOKUP;
  private long last;

  Stopwatch(Pace pace) {
    this.pace = pace;
    this.began = pace.nanos();
    this.last = began;
  }

  Stage stage() {
    return stage;
  }

  /** The stage until now is over. */
  void enter(Stage next) {
    stop();
    stage = next;
  }

  /** What passed until now belongs to the stage that we are in. */
  void stop() {
    if (stage != Stage.SEARCH) {
      long now = pace.nanos();
      spent[stage.ordinal()] += now - last;
      last = now;
    }
  }

  /** Nanoseconds since the look began. */
  long soFar() {
    return pace.nanos() - began;
  }

  /** From the begin to the last {@link #stop}. */
  Duration took() {
    return Duration.ofNanos(last - began);
  }

  Phases phases() {
    return new Phases(
        spent(Stage.LOOKUP),
        spent(Stage.CONNECT),
        spent(Stage.HANDSHAKE),
        spent(Stage.WAITING),
        spent(Stage.TRANSFER));
  }

  private Duration spent(Stage of) {
    return Duration.ofNanos(spent[of.ordinal()]);
  }
}
