package homebox.controlplane.check;

/** What one probe found. */
public record Answer(Outcome outcome, Evidence evidence) {}
