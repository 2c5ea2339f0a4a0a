package homebox.controlplane.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * One process among those that share a database.
 *
 * @param name no two that live have the same
 * @param run this life of it, by which the server knows its connections
 * @param address where the others reach its page; empty while it has none
 * @param since when it came, by the database's clock
 * @param seen when it was heard of last, by that clock
 * @param live it was heard of within {@link Membership#GONE}, as the database counts it, or as who
 *     asked has heard it
 * @param revision what it goes by of all that held for all hosts
 * @param differs its own file says something else than what holds for all
 */
public record Node(
    String name,
    String run,
    String host,
    Optional<String> location,
    String version,
    Optional<String> address,
    Instant since,
    Instant seen,
    boolean live,
    Optional<Long> revision,
    boolean differs) {
  /** The same, of which that is known. */
  Node living(boolean now) {
    return new Node(
        name, run, host, location, version, address, since, seen, now, revision, differs);
  }
}
