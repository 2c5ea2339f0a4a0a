package homebox.controlplane.notify;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Phases;
import homebox.controlplane.check.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Facts of one night, for the tests of this room. */
final class Cases {
  static final Instant NIGHT = Instant.parse("2026-11-24T02:12:45Z");
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  static final Rules EN = rules(Locale.ENGLISH, 4096);
  static final Rules FR = rules(Locale.FRENCH, 4096);
  static final Failure REFUSED = Failure.of(Reason.REFUSED, "localhost:3000");
  static final Failure STATUS = Failure.of(Reason.BAD_STATUS, "503", "200-299");

  private Cases() {}

  static Rules rules(Locale language, int longest) {
    return new Rules(language, PARIS, longest, Optional.empty(), Set.of());
  }

  static Fact down(String service) {
    return down(service, true, NIGHT, REFUSED, Optional.empty());
  }

  static Fact down(
      String service, boolean critical, Instant at, Failure why, Optional<Integer> status) {
    var seen =
        new Fact.Seen(
            status,
            Duration.ofMillis(12),
            Phases.NONE,
            Optional.empty(),
            Optional.of(why),
            link(service),
            0);
    return new Fact(Kind.ALERT, service, critical, "DOWN", at, Optional.empty(), seen);
  }

  static Fact reminder(String service, int number, Duration down) {
    var seen =
        new Fact.Seen(
            Optional.empty(),
            Duration.ofSeconds(10),
            Phases.NONE,
            Optional.empty(),
            Optional.of(Failure.of(Reason.NO_ANSWER, "10 s")),
            link(service),
            number);
    return new Fact(
        Kind.REMINDER, service, true, "DOWN", NIGHT, Optional.of(new Fact.Was("DOWN", down)), seen);
  }

  static Fact slow(String service) {
    return new Fact(Kind.WARNING, service, true, "SLOW", NIGHT, Optional.empty(), slowly(service));
  }

  static Fact.Seen slowly(String service) {
    return new Fact.Seen(
        Optional.of(200),
        Duration.ofMillis(6243),
        Phases.NONE,
        Optional.of(Duration.ofSeconds(5)),
        Optional.empty(),
        link(service),
        0);
  }

  /** The same, with where the time went. */
  static Fact timed(Fact fact, Phases phases) {
    Fact.Seen seen = fact.seen();
    return new Fact(
        fact.kind(),
        fact.service(),
        fact.critical(),
        fact.level(),
        fact.at(),
        fact.was(),
        new Fact.Seen(
            seen.status(),
            seen.took(),
            phases,
            seen.limit(),
            seen.failure(),
            seen.link(),
            seen.number()));
  }

  /** It was DOWN since that night. */
  static Fact removed(String service) {
    var seen =
        new Fact.Seen(
            Optional.empty(),
            Duration.ZERO,
            Phases.NONE,
            Optional.empty(),
            Optional.empty(),
            "",
            0);
    return new Fact(Kind.REMOVED, service, false, "DOWN", NIGHT, Optional.empty(), seen);
  }

  static Fact back(String service, String was, Duration after) {
    var seen =
        new Fact.Seen(
            Optional.of(200),
            Duration.ofMillis(120),
            Phases.NONE,
            Optional.empty(),
            Optional.empty(),
            link(service),
            0);
    return new Fact(
        Kind.RECOVERY,
        service,
        true,
        "UP",
        NIGHT.plus(after),
        Optional.of(new Fact.Was(was, after)),
        seen);
  }

  static Fact backButSlow(String service, Duration after) {
    return new Fact(
        Kind.RECOVERY,
        service,
        true,
        "SLOW",
        NIGHT.plus(after),
        Optional.of(new Fact.Was("DOWN", after)),
        slowly(service));
  }

  private static String link(String service) {
    return service.equals("Neron") ? "http://neron.lan:3000/" : "";
  }

  static Part part(Fact fact) {
    return Part.of(fact, fact.service());
  }

  /** The same, with what the service says of itself. */
  static Part saying(Fact fact, boolean healthy, String version) {
    var word = new StatusReport.Word(healthy, Optional.of(version).filter(it -> !it.isEmpty()));
    return new Part(
        fact, fact.service(), Optional.empty(), false, false, Optional.empty(), Optional.of(word));
  }

  static Part repeated(Fact fact) {
    return new Part(fact, fact.service(), Optional.empty(), true, false, Optional.empty());
  }

  /** The text with its bold parts between ** and **. */
  static String shown(Letter letter) {
    var text = new StringBuilder(letter.text());
    for (int i = letter.spans().size() - 1; i >= 0; i--) {
      Letter.Span span = letter.spans().get(i);
      text.insert(span.offset() + span.length(), "**").insert(span.offset(), "**");
    }
    return (letter.silent() ? "(silent) " : "") + text;
  }
}
