package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Guesses which key or name was meant. */
public final class Suggestion {
  private static final int LONGEST = 64;

  private final List<String> names = new ArrayList<>();
  private final List<String> below = new ArrayList<>();

  Suggestion(Table table) {
    table.keys().forEach(this::add);
  }

  /** Among these. */
  public Suggestion(List<String> names) {
    this.names.addAll(names);
  }

  /** What to do about an unknown key. */
  String cure(String name) {
    return near(name)
        .map(meant -> "did you mean " + meant + "?")
        .orElse("remove it; docs/configuration.md lists the keys");
  }

  /** The name that was meant, if one is near. */
  public Optional<String> near(String name) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = plain(name);
    return names.stream()
        .filter(
            known ->
                distance(plain, plain(known))
                    <= Math.min(2, Math.min(plain.length(), known.length()) / 3))
        .min((a, b) -> Integer.compare(distance(plain, plain(a)), distance(plain, plain(b))))
        .or(() -> below.stream().filter(path -> path.endsWith("." + name)).findFirst())
        .or(() -> names.stream().filter(known -> sharesEnd(known, name)).findFirst());
  }

  private void add(String name, Key<?> key) {
    names.add(name);
    if (key.shape() instanceof Nested nested) {
      for (Map.Entry<String, Key<?>> inner : nested.table().keys().entrySet()) {
        below.add(name + "." + inner.getKey());
      }
    }
  }

  private static boolean sharesEnd(String one, String other) {
    return one.endsWith("_" + other) || other.endsWith("_" + one);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
  }

  /** How many letters to add, drop, change or swap. */
  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(cost[i - 1][j] + 1, Math.min(cost[i][j - 1] + 1, cost[i - 1][j - 1] + change));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
