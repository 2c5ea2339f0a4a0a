package homebox.controlplane.bus;

/** What travels on the bus: an immutable record, handed over by reference. */
public interface Event {}
