package homebox.controlplane.alert;

import static java.util.stream.Collectors.toSet;

import homebox.controlplane.alert.Transition.Change;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Run.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What each channel was last told of one service. A channel that was told nothing takes it to be
 * well.
 *
 * @param worse SLOW and DOWN, by channel; whoever is missing was told UP, or nothing
 * @param noticed for whom the notice of what is open was made before this life began: they hear its
 *     end also where that notice was given up
 */
record Told(Map<String, Level> worse, Set<String> noticed) {
  /** Nobody was told anything. */
  static final Told NOTHING = new Told(Map.of(), Set.of());

  /**
   * Who is told.
   *
   * @param channels all that there are
   * @param audience those of them that hear when it gets worse
   * @param hushed whether there is a cause not to tell that; asked only if there is something
   */
  record Hearers(List<String> channels, Collection<String> audience, BooleanSupplier hushed) {}

  Level to(String channel) {
    return worse.getOrDefault(channel, Level.UP);
  }

  Told with(String channel, Level level) {
    if (to(channel) == level) {
      return this;
    }
    var now = new HashMap<>(worse);
    if (level == Level.UP) {
      now.remove(channel);
    } else {
      now.put(channel, level);
    }
    return of(now, noticed);
  }

  /** There are thousands of whom nobody was told anything. */
  private static Told of(Map<String, Level> worse, Set<String> noticed) {
    return worse.isEmpty() && noticed.isEmpty()
        ? NOTHING
        : new Told(Map.copyOf(worse), Set.copyOf(noticed));
  }

  /** The notice of what is open was made for that one, too. */
  Told noticing(String channel) {
    return of(worse, Stream.concat(noticed.stream(), Stream.of(channel)).collect(toSet()));
  }

  /** Something else is open now, or nothing. */
  Told over() {
    return noticed.isEmpty() ? this : of(worse, Set.of());
  }

  /** With all of these messages. */
  Told with(List<Message> messages) {
    Told now = this;
    for (Message message : messages) {
      now = now.with(message.channel(), Level.valueOf(message.level()));
    }
    return now;
  }

  /**
   * To whom a change is news (design.md §7): something better than what was told always, something
   * worse where nothing stands against it.
   *
   * @param announced whether the incident that it ends was: its end is told also where the notice
   *     of its begin was given up
   */
  Map<Notice, List<String>> due(Change change, boolean announced, Hearers hearers) {
    boolean better = change.from().worseThan(change.to());
    return due(change.to(), better && announced, hearers);
  }

  private Map<Notice, List<String>> due(Level now, boolean ends, Hearers hearers) {
    Map<Notice, List<String>> due = news(now, ends, hearers);
    if (isWorse(due) && hearers.hushed().getAsBoolean()) {
      due.keySet().retainAll(List.of(Notice.RECOVERY));
    }
    return due;
  }

  /**
   * To whom a state is news that has not changed: what they were not told when it came. An answer
   * that speaks for another state is no time for it; what got better was told when it did.
   */
  Map<Notice, List<String>> owed(ServiceState state, Hearers hearers) {
    if (state.incident().isEmpty() || state.run().direction() != Direction.NONE) {
      return Map.of();
    }
    Map<Notice, List<String>> due = due(state.level(), false, hearers);
    due.remove(Notice.RECOVERY);
    return due;
  }

  private Map<Notice, List<String>> news(Level now, boolean ends, Hearers hearers) {
    var news = new EnumMap<Notice, List<String>>(Notice.class);
    for (String channel : hearers.channels()) {
      boolean worse = to(channel).worseThan(now);
      boolean hears = hearers.audience().contains(channel);
      boolean end = ends && (hears || noticed.contains(channel));
      Notice notice = end ? Notice.RECOVERY : notice(channel, now);
      boolean heard = worse || hears || end;
      if (notice != Notice.NONE && heard) {
        news.computeIfAbsent(notice, first -> new ArrayList<>()).add(channel);
      }
    }
    return news;
  }

  private Notice notice(String channel, Level now) {
    return to(channel) == now ? Notice.NONE : Notice.of(to(channel), now);
  }

  private static boolean isWorse(Map<Notice, List<String>> due) {
    return due.containsKey(Notice.ALERT) || due.containsKey(Notice.WARNING);
  }
}
