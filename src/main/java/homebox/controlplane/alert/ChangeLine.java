package homebox.controlplane.alert;

import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import java.time.Duration;
import java.util.Locale;

/** The one line that the log has of a change. */
final class ChangeLine {
  private ChangeLine() {}

  /** "Neron is DOWN (was UP): Nobody listens at …", by the service's name. */
  static String of(String name, Transition transition) {
    Level from = transition.change().from();
    String was = from == Level.PENDING ? "first answer" : "was " + from;
    return name
        + (" is " + transition.change().to() + " (" + was + "): " + detail(transition))
        + transition.votes().map(ChangeLine::seenBy).orElse("");
  }

  private static String seenBy(Votes votes) {
    return ", seen down by " + votes.down() + " of " + votes.of();
  }

  /** Of what is told only now. */
  static String late(String name, Incident open) {
    return name
        + (" is " + open.level() + " since " + open.started().at())
        + open.failure().map(why -> ": " + why.sentence()).orElse("");
  }

  private static String detail(Transition transition) {
    String seen =
        transition
            .because()
            .outcome()
            .match(
                good -> "answered in " + text(good.took()),
                slow -> "answered in " + text(slow.took()) + ", limit " + text(slow.limit()),
                ChangeLine::failed);
    return seen
        + transition
            .incidents()
            .ended()
            .filter(ended -> transition.change().to() != Level.DOWN)
            .flatMap(Incident::length)
            .map(length -> ", " + transition.change().from() + " for " + text(length))
            .orElse("");
  }

  private static String failed(Outcome.Failed failed) {
    return failed.failure().sentence();
  }

  /** 12 ms, 3.4 s, 5 min 12 s, 2 h 5 min, 3 d 4 h. */
  static String text(Duration length) {
    long millis = length.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    long minutes = length.toMinutes();
    if (minutes < 60) {
      return minutes + " min " + length.toSecondsPart() + " s";
    }
    return minutes < 1_440
        ? length.toHours() + " h " + length.toMinutesPart() + " min"
        : length.toDays() + " d " + length.toHoursPart() + " h";
  }
}
