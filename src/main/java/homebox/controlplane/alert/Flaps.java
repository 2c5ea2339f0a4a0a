package homebox.controlplane.alert;

import homebox.controlplane.config.Timing;
import java.time.Duration;
import java.util.Optional;

/**
 * How restless a service is, by Icinga's formula: of its last twenty confirmed states the newer
 * changes weigh more. A state is one for each round, be it asked again in it or not.
 *
 * @param changes a bit for each round, the lowest for the last one: it changed the state
 * @param held rounds since the last change
 * @param spell the time of restlessness that goes on
 */
record Flaps(int changes, int held, Optional<Spell> spell) {
  /** At rest for so long that nothing is known of it: most services are that. */
  static final Flaps NONE = new Flaps(0, 0, Optional.empty());

  private static final int ROUNDS = 20;
  private static final int ALL = (1 << ROUNDS) - 1;
  private static final double HIGH = 30;
  private static final double LOW = 25;
  private static final int LEAST_ROUNDS = 3;
  private static final Duration LONG = Duration.ofMinutes(10);

  /**
   * A time of restlessness.
   *
   * @param number what makes it different from all others of the service: its begin, epoch ms
   * @param told people were told of it
   */
  record Spell(long number, boolean told) {}

  /** After one more round. */
  Flaps after(boolean changed) {
    int next = (changes << 1 | (changed ? 1 : 0)) & ALL;
    return next == 0 && spell.isEmpty() ? NONE : new Flaps(next, changed ? 0 : held + 1, spell);
  }

  /** It is restless from now on. */
  Flaps begin(long number, boolean told) {
    return new Flaps(changes, held, Optional.of(new Spell(number, told)));
  }

  /** It has come to rest. */
  Flaps end() {
    return NONE;
  }

  boolean isRestless() {
    return spell.isPresent();
  }

  /** Restlessness begins with this round. */
  boolean begins() {
    return spell.isEmpty() && value() > HIGH;
  }

  /**
   * It is over: the state changes rarely, or it has held for long (design.md §7).
   *
   * @param since how long the state has held
   */
  boolean ends(Duration since, Timing timing) {
    Duration enough = timing.interval().multipliedBy(10);
    boolean isLong = since.compareTo(enough.compareTo(LONG) < 0 ? enough : LONG) >= 0;
    return isRestless() && (value() < LOW || held >= LEAST_ROUNDS && isLong);
  }

  /** How many of the last rounds changed the state. */
  int count() {
    return Integer.bitCount(changes);
  }

  /** In percent: the oldest of the twenty rounds weighs 0.80, the newest 1.18. */
  double value() {
    double sum = 0;
    for (int age = 0; age < ROUNDS; age++) {
      sum += (changes >> age & 1) * (1.18 - 0.02 * age);
    }
    return 100 * sum / ROUNDS;
  }

  /** As the database keeps it; empty for {@link #NONE}. */
  Optional<String> text() {
    return this.equals(NONE)
        ? Optional.empty()
        : Optional.of(
            changes
                + (":" + held)
                + spell.map(now -> ":" + now.number() + ":" + now.told()).orElse(""));
  }

  /** Back from that. */
  static Flaps of(String text) {
    if (text == null) {
      return NONE;
    }
    String[] parts = text.split(":");
    Optional<Spell> spell =
        parts.length == 4
            ? Optional.of(new Spell(Long.parseLong(parts[2]), Boolean.parseBoolean(parts[3])))
            : Optional.empty();
    return new Flaps(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), spell);
  }
}
