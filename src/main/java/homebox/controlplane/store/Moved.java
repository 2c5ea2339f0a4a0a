package homebox.controlplane.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Moving} has brought over.
 *
 * @param place where it is now, without secrets
 * @param services that are watched
 * @param open incidents that have not ended
 * @param waiting messages that are still to be told
 * @param since the first of it; empty if nothing was checked yet
 * @param others tables in the file that are none of ours: they stay there
 */
public record Moved(
    String place,
    long services,
    long checks,
    long incidents,
    long open,
    long waiting,
    Optional<Instant> since,
    List<String> others) {}
