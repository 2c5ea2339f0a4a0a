package homebox.controlplane.notify;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Phases;
import homebox.controlplane.check.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes up what is told, whether it makes sense or not. */
final class Nights {
  private static final List<String> SIGNS =
      List.of(
          "a", "Z", " ", "<b>", "*", "\"", "\\", "é", "e\u0301", "🏠", "👩‍🔧", "ש", "م", "\u202e",
          "\u2069");
  private static final List<String> FACTS =
      List.of("localhost:3000", "\"a\"", "{0}", "x".repeat(600), "🏠".repeat(300));
  private static final List<Kind> KINDS =
      List.of(Kind.ALERT, Kind.WARNING, Kind.RECOVERY, Kind.REMINDER);

  private final Random random;

  Nights(Random random) {
    this.random = random;
  }

  /** One to three changes each of some services, whose names begin with their number. */
  List<Part> parts() {
    List<Part> all = new ArrayList<>();
    boolean critical = random.nextInt(4) > 0;
    for (int number = 1 + random.nextInt(random.nextBoolean() ? 5 : 90); number > 0; number--) {
      String name = name(number);
      String id = "id" + number;
      some(1 + random.nextInt(3), () -> part(fact(name, critical && coin()), id)).forEach(all::add);
    }
    some(coin() ? 0 : random.nextInt(30), this::removed).forEach(all::add);
    return all;
  }

  /** A notice of ours. */
  Own own() {
    return switch (random.nextInt(9)) {
      case 0 ->
          new Own.Started(count(), length(), count(), instant(), perhaps(() -> "localhost:8080"));
      case 1 -> new Own.Broken(name(1), instant(), name(2), perhaps(() -> name(3)));
      case 2 -> new Own.Works(name(1), length());
      case 3 -> new Own.Test("0.1.0", name(1));
      case 4 -> StatusReport.of(instant(), some(random.nextInt(300), this::reported));
      case 5 ->
          new Own.CutOff(
              name(1), instant(), count(), some(random.nextInt(90), () -> name(count())));
      case 6 ->
          new Own.SeenAlone(
              name(1), instant(), some(1 + random.nextInt(9), () -> name(count())), count());
      case 7 -> new Own.TookOver(name(1), name(2));
      default -> new Own.GivenUp(name(1), count(), instant(), some(random.nextInt(90), this::open));
    };
  }

  private StatusReport.Line reported() {
    return new StatusReport.Line(
        name(count()),
        coin(),
        of(List.of("UP", "SLOW", "DOWN", "PENDING", "PAUSED")),
        perhaps(this::instant),
        perhaps(this::day),
        perhaps(() -> new StatusReport.Word(coin(), perhaps(() -> "0." + count()))));
  }

  private StatusReport.Day day() {
    return new StatusReport.Day(
        perhaps(random::nextDouble),
        count(),
        perhaps(() -> new StatusReport.Times(millis(), millis())));
  }

  private Duration millis() {
    return Duration.ofMillis(length().toMillis());
  }

  private Own.Open open() {
    return new Own.Open(name(count()), coin(), coin() ? "DOWN" : "SLOW", instant());
  }

  private Part part(Fact fact, String id) {
    return new Part(
        fact, id, Optional.empty(), coin(), coin(), perhaps(() -> coin() ? "mail" : "sms"));
  }

  private Part removed() {
    int number = 1_000 + random.nextInt(100_000);
    String level = coin() ? "DOWN" : "SLOW";
    var fact =
        new Fact(Kind.REMOVED, name(number), coin(), level, instant(), Optional.empty(), seen());
    return part(fact, "id" + number);
  }

  private Fact fact(String name, boolean critical) {
    Kind kind = of(KINDS);
    String level =
        switch (kind) {
          case WARNING -> "SLOW";
          case RECOVERY -> coin() ? "SLOW" : "UP";
          default -> "DOWN";
        };
    Optional<Fact.Was> was = perhaps(() -> new Fact.Was(coin() ? "DOWN" : "SLOW", length()));
    return new Fact(kind, name, critical, level, instant(), was, seen());
  }

  private Fact.Seen seen() {
    return new Fact.Seen(
        perhaps(() -> 100 + random.nextInt(500)),
        length(),
        coin() ? Phases.NONE : new Phases(length(), length(), length(), Duration.ZERO, length()),
        perhaps(this::length),
        perhaps(() -> Failure.of(of(List.of(Reason.values())), of(FACTS), of(FACTS))),
        coin() ? "" : "http://neron.lan:3000/",
        random.nextInt(10));
  }

  private String name(int number) {
    return "⟪" + number + "⟫" + String.join("", some(random.nextInt(50), () -> of(SIGNS)));
  }

  private Duration length() {
    return Duration.ofNanos((long) Math.pow(10, random.nextDouble() * 17));
  }

  private Instant instant() {
    return Instant.ofEpochMilli((long) (random.nextDouble() * 4e12));
  }

  private int count() {
    return 1 + random.nextInt(2_000);
  }

  private boolean coin() {
    return random.nextBoolean();
  }

  private <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> Optional<T> perhaps(Supplier<T> value) {
    return coin() ? Optional.of(value.get()) : Optional.empty();
  }

  private static <T> List<T> some(int number, Supplier<T> each) {
    return Stream.generate(each).limit(number).toList();
  }
}
