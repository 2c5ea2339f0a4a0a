package homebox.controlplane.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * One process among those that share a database.
 *
 * @param name no two that live have the same
 * @param run this life of it, by which the server knows its connections
 * @param config names what stands in its own configuration file
 * @param address where the others reach its page; empty while it has none
 * @param since when it came, by the database's clock
 * @param live it was heard of within {@link Membership#GONE}
 */
public record Node(
    String name,
    String run,
    String host,
    Optional<String> location,
    String version,
    String config,
    Optional<String> address,
    Instant since,
    boolean live) {}
