package homebox.controlplane.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * What this node saw.
 *
 * @param saw a word of {@link Ballot}
 * @param began when it began to look, by its own clock
 */
public record Sight(String saw, Optional<String> error, Instant began) {}
