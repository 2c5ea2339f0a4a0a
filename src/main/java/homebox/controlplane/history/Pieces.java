package homebox.controlplane.history;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts what is too much for one job. */
final class Pieces {
  private Pieces() {}

  /** Numbers in their order, at most {@code size} together. */
  static Iterator<List<Integer>> of(Collection<Integer> numbers, int size) {
    List<Integer> all = numbers.stream().sorted().toList();
    return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
        .mapToObj(from -> all.subList(from, Math.min(from + size, all.size())))
        .iterator();
  }
}
