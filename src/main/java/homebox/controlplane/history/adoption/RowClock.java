package homebox.controlplane.history.adoption;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Turns the local times of one service, in the order of its rows, into moments. An hour that the
 * clock showed twice is told apart by the distance to the rows before.
 */
final class RowClock {
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final ZoneRules rules;
  private boolean begun;
  private long read;
  private long placed;
  private long distance = UNKNOWN;
  private long distanceBefore = UNKNOWN;

  RowClock(ZoneRules rules) {
    this.rules = rules;
  }

  /** The moment that the clock on the wall showed so, epoch ms. */
  long read(LocalDateTime local) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) { // it was never shown: as if the clock had been put on late
      return millis(local, rules.getTransition(local).getOffsetBefore());
    }
    long first = millis(local, offsets.get(0));
    if (offsets.size() == 1 || !begun) {
      return first;
    }
    long second = millis(local, offsets.get(1));
    return surprise(second) < surprise(first) ? second : first;
  }

  /** True if no row was placed later, nor is one there. */
  boolean inOrder(long moment) {
    return !begun || moment >= read;
  }

  /**
   * Where the row goes: to its moment, or the next free one if rows before it had the same. One
   * that is out of order keeps its moment, and may meet another row there.
   */
  long place(long moment) {
    if (!inOrder(moment)) {
      return moment;
    }
    if (begun) {
      distanceBefore = distance;
      distance = moment - read;
    }
    placed = begun ? Math.max(moment, placed + 1) : moment;
    read = moment;
    begun = true;
    return placed;
  }

  /** How far it is from where the next row is expected; a pause before it counts once. */
  private long surprise(long moment) {
    long usual = Math.min(distance, distanceBefore);
    return Math.abs(moment - read - (usual == UNKNOWN ? 0 : usual));
  }

  private static long millis(LocalDateTime local, ZoneOffset offset) {
    return local.toInstant(offset).toEpochMilli();
  }
}
