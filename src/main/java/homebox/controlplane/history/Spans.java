package homebox.controlplane.history;

import java.util.Arrays;

/** Stretches of time (epoch ms, the end not included), in order; no two touch or overlap. */
final class Spans {
  static final Spans NONE = new Spans(new long[0]);

  /** The end of a stretch that goes on. */
  static final long OPEN = Long.MAX_VALUE;

  private final long[] edges; // begin, end, begin, end, …

  private Spans(long[] edges) {
    this.edges = edges;
  }

  /** Of begins and ends in turn, in any order and overlapping as they like; empty ones are none. */
  static Spans of(long... pairs) {
    if (inOrder(pairs)) {
      return pairs.length == 0 ? NONE : new Spans(pairs.clone());
    }
    long[][] sorted = new long[pairs.length / 2][];
    int count = 0;
    for (int n = 0; n + 1 < pairs.length; n += 2) {
      if (pairs[n] < pairs[n + 1]) {
        sorted[count++] = new long[] {pairs[n], pairs[n + 1]};
      }
    }
    Arrays.sort(sorted, 0, count, (one, other) -> Long.compare(one[0], other[0]));
    return merged(sorted, count);
  }

  private static boolean inOrder(long[] pairs) {
    for (int n = 1; n < pairs.length; n++) {
      if (pairs[n - 1] >= pairs[n]) {
        return false;
      }
    }
    return true;
  }

  private static Spans merged(long[][] sorted, int count) {
    long[] edges = new long[2 * count];
    int used = 0;
    for (int n = 0; n < count; n++) {
      if (used > 0 && sorted[n][0] <= edges[used - 1]) {
        edges[used - 1] = Math.max(edges[used - 1], sorted[n][1]);
      } else {
        edges[used++] = sorted[n][0];
        edges[used++] = sorted[n][1];
      }
    }
    return used == 0 ? NONE : new Spans(Arrays.copyOf(edges, used));
  }

  /** What lies in this one or the other. */
  Spans and(Spans other) {
    if (edges.length == 0 || other.edges.length == 0) {
      return edges.length == 0 ? other : this;
    }
    long[] both = Arrays.copyOf(edges, edges.length + other.edges.length);
    System.arraycopy(other.edges, 0, both, edges.length, other.edges.length);
    return of(both);
  }

  /** Those that end after {@code from}, whole. */
  Spans after(long from) {
    int first = 0;
    while (first < edges.length && edges[first + 1] <= from) {
      first += 2;
    }
    return first == 0 ? this : of(Arrays.copyOfRange(edges, first, edges.length));
  }

  /** What of them lies before that moment. */
  Spans before(long until) {
    long[] clipped = edges.clone();
    for (int n = 0; n < clipped.length; n++) {
      clipped[n] = Math.min(clipped[n], until);
    }
    return of(clipped);
  }

  boolean contains(long at) {
    int found = Arrays.binarySearch(edges, at);
    return found >= 0 ? found % 2 == 0 : (-found - 1) % 2 == 1;
  }

  /** Since when the one lasts that has that moment in it; that moment if none has. */
  long since(long at) {
    int found = Arrays.binarySearch(edges, at);
    int place = found >= 0 ? found : -found - 2;
    return place >= 0 && place % 2 == 0 ? edges[place] : at;
  }

  /** True if one of them has all of that. */
  boolean covers(long from, long until) {
    for (int n = 0; n < edges.length; n += 2) {
      if (edges[n] <= from && until <= edges[n + 1]) {
        return true;
      }
    }
    return false;
  }

  /** How many of them touch that. */
  int within(long from, long until) {
    int touching = 0;
    for (int n = 0; n < edges.length; n += 2) {
      touching += edges[n] < until && edges[n + 1] > from ? 1 : 0;
    }
    return touching;
  }

  boolean isEmpty() {
    return edges.length == 0;
  }

  /** How many there are. */
  int size() {
    return edges.length / 2;
  }

  /** Begins and ends in turn. */
  long[] edges() {
    return edges.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Spans spans && Arrays.equals(edges, spans.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return Arrays.toString(edges);
  }
}
