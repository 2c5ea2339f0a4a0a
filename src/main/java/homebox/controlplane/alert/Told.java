package homebox.controlplane.alert;

import homebox.controlplane.alert.Transition.Change;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Run.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What each channel was last told of one service. A channel that was told nothing takes it to be
 * well.
 *
 * @param worse SLOW and DOWN, by channel; whoever is missing was told UP, or nothing
 */
record Told(Map<String, Level> worse) {
  /** Nobody was told anything. */
  static final Told NOTHING = new Told(Map.of());

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
    return now.isEmpty() ? NOTHING : new Told(Map.copyOf(now));
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
      Notice notice = ends && hears ? Notice.RECOVERY : notice(channel, now);
      boolean heard = worse || hears;
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
