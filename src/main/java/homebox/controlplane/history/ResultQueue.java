package homebox.controlplane.history;

import homebox.controlplane.check.Gap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What waits to be written, in the order in which it came: batches that were tried, then single
 * results. Bounded: when it is full the oldest result that was not tried yet makes room.
 */
final class ResultQueue {
  /** Results in one batch. */
  static final int BATCH = 1_000;

  /** Gaps that are kept; there is no way to have as many. */
  private static final int GAPS = 1_000;

  private final int room;
  private final Deque<CheckRow> rows = new ArrayDeque<>();
  private final Deque<Batch> tried = new ArrayDeque<>();
  private List<Gap> gaps = new ArrayList<>();
  private int triedRows;
  private long nextId;

  /** Keeps {@code room} results at most. */
  ResultQueue(int room) {
    this.room = room;
  }

  /** True if it came in, false if an older one had to go for it. */
  boolean add(CheckRow row) {
    rows.add(row);
    if (size() <= room) {
      return true;
    }
    rows.poll();
    return false;
  }

  void add(Gap gap) {
    if (gaps.size() < GAPS) {
      gaps.add(gap);
    }
  }

  /** How many results wait. */
  int size() {
    return rows.size() + triedRows;
  }

  boolean isEmpty() {
    return size() == 0 && gaps.isEmpty() && tried.isEmpty();
  }

  /** The next to write; it stays first until it is {@link #written} or {@link #split}. */
  Batch next() {
    if (tried.isEmpty()) {
      var taken = new ArrayList<CheckRow>(Math.min(BATCH, rows.size()));
      while (taken.size() < BATCH && !rows.isEmpty()) {
        taken.add(rows.poll());
      }
      tried.add(new Batch(nextId, taken, List.copyOf(gaps)));
      gaps = new ArrayList<>();
      nextId += taken.size();
      triedRows += taken.size();
    }
    return tried.peek();
  }

  /** The first batch is done with. */
  void written() {
    triedRows -= tried.remove().rows().size();
  }

  /** The first batch is tried in halves. */
  void split() {
    List<Batch> halves = tried.remove().halves();
    tried.addFirst(halves.get(1));
    tried.addFirst(halves.get(0));
  }

  /** Ids in this database are taken up to {@code last}. */
  void idsFollow(long last) {
    nextId = Math.max(nextId, last + 1);
  }

  /** It is another database: what was tried before was not written to this one. */
  void renumber(long last) {
    idsFollow(last);
    List<Batch> again = new ArrayList<>(tried);
    tried.clear();
    for (Batch batch : again) {
      tried.add(batch.from(nextId));
      nextId += batch.rows().size();
    }
  }
}
