package homebox.controlplane.notify;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a letter is to be written.
 *
 * @param language French, or else English
 * @param zone the zone in which its times are
 * @param longest its longest text, in UTF-16 units
 * @param page our page's address, for its last line
 * @param silent the kinds ({@link Kind#silentAs}) that make no sound
 */
record Rules(
    Locale language, ZoneId zone, int longest, Optional<String> page, Set<String> silent) {}
