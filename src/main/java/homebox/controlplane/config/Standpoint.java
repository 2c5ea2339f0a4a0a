package homebox.controlplane.config;

import java.util.Optional;

/** One of several hosts that share a database, and where it stands. */
public record Standpoint(String node, Optional<String> location) {}
