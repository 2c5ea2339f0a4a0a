package homebox.controlplane.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Flapping, naively: twenty rounds, the newest last. It begins above 30 %, and is over below 25 %
 * or when the state has held for three rounds and a hundred seconds.
 */
final class Restless {
  private static final int ROUNDS = 20;
  private static final int LEAST = 3;
  private static final long LONG = 100_000;

  private final List<Boolean> changes = new ArrayList<>();
  private OptionalLong since = OptionalLong.empty();
  private int held;
  private boolean told;

  /** As it is kept: the changes as bits, the rounds held, and the spell that goes on. */
  static Restless of(String text) {
    var restless = new Restless();
    if (text != null) {
      String[] parts = text.split(":");
      for (int age = ROUNDS - 1; age >= 0; age--) {
        restless.changes.add((Integer.parseInt(parts[0]) >> age & 1) == 1);
      }
      restless.held = Integer.parseInt(parts[1]);
      if (parts.length == 4) {
        restless.since = OptionalLong.of(Long.parseLong(parts[2]));
        restless.told = Boolean.parseBoolean(parts[3]);
      }
    }
    return restless;
  }

  boolean lasts() {
    return since.isPresent();
  }

  /** People were told when it began; else they are not told when it ends. */
  boolean told() {
    return told;
  }

  /** Its begin, which is in the keys of its messages. */
  long number() {
    return since.orElseThrow();
  }

  /**
   * One more round is over.
   *
   * @param state since when the state is what it is
   * @param hushed something else stands against telling it
   */
  void round(boolean changed, long state, long now, boolean hushed) {
    changes.add(changed);
    held = changed ? 0 : held + 1;
    if (changes.size() > ROUNDS) {
      changes.remove(0);
    }
    if (!lasts() && percent() > 30) {
      since = OptionalLong.of(now);
      told = !hushed;
    } else if (lasts() && !changed && isCalm(now - state) && !(told && hushed)) {
      since = OptionalLong.empty();
      changes.clear();
    }
  }

  private boolean isCalm(long length) {
    return percent() < 25 || held >= LEAST && length >= LONG;
  }

  private double percent() {
    double[] weights = new double[ROUNDS];
    Arrays.setAll(weights, n -> 1.18 - 0.02 * n);
    double sum = 0;
    for (int age = 0; age < changes.size(); age++) {
      sum += changes.get(changes.size() - 1 - age) ? weights[age] : 0;
    }
    return 100 * sum / ROUNDS;
  }
}
