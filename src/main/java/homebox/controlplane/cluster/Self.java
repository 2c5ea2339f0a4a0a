package homebox.controlplane.cluster;

import homebox.controlplane.store.Visitor;
import java.util.Optional;

/**
 * What a node says of itself.
 *
 * @param run by which the server knows its connections
 */
public record Self(
    String name, Visitor run, String host, Optional<String> location, String version) {}
