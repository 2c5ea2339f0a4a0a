package homebox.controlplane.notify;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Phases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one message row says about a service, before it has a language: kept as JSON in {@code
 * message.facts}.
 *
 * @param kind a change or a reminder; our own notices are {@link Own}
 * @param service how the service is called
 * @param group the group it stands in; empty: in none
 * @param critical false: 🟡 and silent instead of 🔴
 * @param level what it is now: UP, SLOW or DOWN
 * @param at when (the start of the incident; of a recovery its end)
 * @param was of a recovery: what ended, and how long it was; of a reminder: what it still is
 * @param seen what the deciding answer was
 * @param dependents who depends on the service; empty if nobody does
 * @param seenBy how many hosts saw it fail, where there are several
 */
public record Fact(
    Kind kind,
    String service,
    String group,
    boolean critical,
    String level,
    Instant at,
    Optional<Was> was,
    Seen seen,
    Optional<Dependents> dependents,
    Optional<SeenBy> seenBy)
    implements Matter {
  /** A notice of ours has no service to speak of. */
  public Fact {
    if (!kind.grouped()) {
      throw new IllegalArgumentException(kind + " is no change of a service");
    }
  }

  /** Seen by a host alone. */
  public Fact(
      Kind kind,
      String service,
      String group,
      boolean critical,
      String level,
      Instant at,
      Optional<Was> was,
      Seen seen,
      Optional<Dependents> dependents) {
    this(kind, service, group, critical, level, at, was, seen, dependents, Optional.empty());
  }

  /** {@code down} of {@code of} hosts saw it fail. */
  public record SeenBy(int down, int of) {}

  /** Of a service that stands in no group, and on which no other depends. */
  public Fact(
      Kind kind,
      String service,
      boolean critical,
      String level,
      Instant at,
      Optional<Was> was,
      Seen seen) {
    this(kind, service, "", critical, level, at, was, seen, Optional.empty());
  }

  /**
   * Who depends on it.
   *
   * @param count how many
   * @param names those of them that have failed and were not named before
   * @param more how many of these there are besides
   */
  public record Dependents(int count, List<String> names, int more) {
    /** Copies the names. */
    public Dependents {
      names = List.copyOf(names);
    }
  }

  /**
   * What it was.
   *
   * @param level DOWN or SLOW
   * @param length how long
   */
  public record Was(String level, Duration length) {}

  /**
   * The deciding answer.
   *
   * @param status the HTTP status, if there was one
   * @param took how long it took; zero where nobody knows
   * @param phases where the time went; {@link Phases#NONE} where nobody knows
   * @param limit of a slow one: what it should have taken at most
   * @param failure of a failed one: why
   * @param link the service's shown address; empty where there is none to show
   * @param number of a reminder: the how-manieth
   */
  public record Seen(
      Optional<Integer> status,
      Duration took,
      Phases phases,
      Optional<Duration> limit,
      Optional<Failure> failure,
      String link,
      int number) {}
}
