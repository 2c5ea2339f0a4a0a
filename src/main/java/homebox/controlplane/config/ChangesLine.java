package homebox.controlplane.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a new reading has brought, in one line for the log. */
final class ChangesLine {
  /** What is named of a list; the rest is counted. */
  private static final int NAMED = 10;

  private ChangesLine() {}

  static String of(Changes changes) {
    if (changes.none()) {
      return "nothing has changed";
    }
    var parts = new ArrayList<String>();
    turnover(parts, "service", changes.services(), ServiceConfig::name);
    turnover(parts, "channel", changes.channels(), Settings.Channel::name);
    add(parts, "in force now", changes.keys());
    add(parts, "waiting for a restart", changes.waiting());
    add(parts, "set by the environment, whatever the file says", changes.outdone());
    return String.join("; ", parts);
  }

  /** Some of these, and how many more there are. */
  static String some(List<String> all) {
    String named = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return all.size() > NAMED ? named + " and " + (all.size() - NAMED) + " more" : named;
  }

  private static <T> void turnover(
      List<String> parts, String noun, Turnover<T> turnover, Function<T, String> name) {
    if (turnover.none()) {
      return;
    }
    part(parts, noun, "added", turnover.added(), name);
    part(parts, noun, "changed", turnover.changed(), name);
    part(parts, noun, "removed", turnover.removed(), name);
    parts.add(
        turnover.untouched() + " " + noun + (turnover.untouched() == 1 ? "" : "s") + " untouched");
  }

  private static <T> void part(
      List<String> parts, String noun, String what, List<T> items, Function<T, String> name) {
    if (!items.isEmpty()) {
      String counted = items.size() + " " + noun + (items.size() == 1 ? " " : "s ") + what;
      parts.add(counted + ": " + some(items.stream().map(name).toList()));
    }
  }

  private static void add(List<String> parts, String what, List<String> paths) {
    if (!paths.isEmpty()) {
      parts.add(what + ": " + some(paths));
    }
  }
}
