package homebox.controlplane.notify;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What must be said of the telling itself: in the title if it holds for everything in the message,
 * else beside each service that it holds for.
 */
final class Marks {
  private final Speech speech;
  private final boolean allRepeated;
  private final boolean allUnstored;
  private final Optional<String> allMeantFor;

  Marks(Speech speech, List<List<Part>> entries) {
    this.speech = speech;
    this.allRepeated = all(entries, Part::possibleRepeat);
    this.allUnstored = all(entries, Part::notStored);
    List<String> channels = entries.stream().map(Marks::channels).distinct().toList();
    this.allMeantFor = channels.size() == 1 ? Optional.of(channels.get(0)) : Optional.empty();
  }

  /** Ends the title line. */
  String title() {
    return said(allRepeated, "mark.repeat") + said(allUnstored, "mark.unstored");
  }

  /** The line near the top that names the channel for which this one speaks. */
  Optional<String> line() {
    return allMeantFor.filter(names -> !names.isEmpty()).map(names -> speech.say("for", names));
  }

  /** Stands beside one service. */
  String beside(Entry entry) {
    List<Part> parts = entry.parts();
    String names = channels(parts);
    boolean others = !names.isEmpty() && !allMeantFor.equals(Optional.of(names));
    return said(!allRepeated && any(parts, Part::possibleRepeat), "mark.repeat")
        + said(!allUnstored && any(parts, Part::notStored), "mark.unstored")
        + said(others, "mark.for", names);
  }

  private String said(boolean holds, String key, Object... facts) {
    return holds ? " " + speech.say(key, facts) : "";
  }

  private static boolean all(List<List<Part>> entries, Predicate<Part> mark) {
    return entries.stream().allMatch(parts -> any(parts, mark));
  }

  private static boolean any(List<Part> parts, Predicate<Part> mark) {
    return parts.stream().anyMatch(mark);
  }

  private static String channels(List<Part> parts) {
    return parts.stream()
        .flatMap(part -> part.meantFor().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
