package homebox.controlplane.model;

import java.time.Duration;
import java.util.Locale;

/** A kind of fault that is over by itself, and how long it takes from the first who notices. */
enum Transient {
  ONE_ANSWER(Who.ONE, 0, 'f', 0),
  TWO_ANSWERS(Who.ONE, 6, 'f', 0),
  SLOW_FOR_8_S(Who.ONE, 8, 's', 0),
  RESTART_OF_8_S(Who.ONE, 8, 'f', 0),
  RESTART_OF_20_S(Who.ONE, 20, 'f', 1),
  NAMES_AWAY_FOR_8_S(Who.ALL, 8, 'f', 0),
  ROUTER_AWAY_FOR_8_S(Who.ALL, 8, 'f', 0),
  ROUTER_AWAY_FOR_90_S(Who.ALL, 90, 'f', 1),
  OUR_NETWORK_AWAY_FOR_90_S(Who.OURSELVES, 90, 'f', 0),
  CRASH_LOOP_OF_15_MIN(Who.ONE, 900, 'f', 1),
  OUTAGE_OF_10_MIN(Who.ONE, 600, 'f', 1);

  /** In a crash loop it is away for so long, and there for as long. */
  private static final Duration HALF = Duration.ofSeconds(90);

  /** Whom it concerns. */
  enum Who {
    /** One service that is not the router. */
    ONE,
    /** The router, and so all. */
    ALL,
    /** All, and we notice it ourselves. */
    OURSELVES
  }

  private final Who who;
  private final Duration length;
  private final char answer;
  private final int worth;

  Transient(Who who, int seconds, char answer, int worth) {
    this.who = who;
    this.length = Duration.ofSeconds(seconds);
    this.answer = answer;
    this.worth = worth;
  }

  Who who() {
    return who;
  }

  /** Zero: one answer alone. */
  Duration length() {
    return length;
  }

  /** What it has answered to who asks so long after its begin. */
  char answer(Duration after) {
    return isLoop() && after.dividedBy(HALF) % 2 == 1 ? 'g' : answer;
  }

  /** It comes and goes: an alert each time, but for what is done against that. */
  boolean isLoop() {
    return this == CRASH_LOOP_OF_15_MIN;
  }

  /** How many alerts it is worth at least: one if it lasts longer than the retries. */
  int worth() {
    return worth;
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
