package homebox.controlplane.config;

import homebox.controlplane.config.Settings.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a new reading of the configuration changes: the plan by which it is taken in, and what there
 * is to say about it.
 *
 * @param services all that are listed, by id
 * @param checkers those that are asked: a changed one is asked otherwise, or at another time
 * @param channels by name
 * @param keys at the top that mean something else from now on, by path
 * @param waiting likewise, from the next start on (↻)
 * @param outdone keys that the file changes in vain, as the process's environment sets them
 */
public record Changes(
    Turnover<ServiceConfig> services,
    Turnover<ServiceConfig> checkers,
    Turnover<Channel> channels,
    List<String> keys,
    List<String> waiting,
    List<String> outdone) {
  /** Copies the lists. */
  public Changes {
    keys = List.copyOf(keys);
    waiting = List.copyOf(waiting);
    outdone = List.copyOf(outdone);
  }

  /** From what is in force to what was read. */
  public static Changes between(Reading running, Reading read) {
    Settings old = running.settings();
    Settings now = read.settings();
    var services =
        Turnover.between(old.services(), now.services(), ServiceConfig::id, ServiceConfig::equals);
    var checkers =
        Turnover.between(old.watched(), now.watched(), ServiceConfig::id, ServiceConfig::asksLike);
    var channels =
        Turnover.between(
            old.telling().channels(), now.telling().channels(), Channel::name, Channel::equals);
    return new Changes(
        services,
        checkers,
        channels,
        keys(running, read, services.none(), channels.none()),
        Effective.differing(read.keys().fixed(), running.keys().fixed()),
        Effective.differing(read.keys().outdone(), running.keys().outdone()));
  }

  /** Everything is as it is in force. */
  public boolean none() {
    return services.none()
        && channels.none()
        && keys.isEmpty()
        && waiting.isEmpty()
        && outdone.isEmpty();
  }

  /** All of it, for the log. */
  public String line() {
    return ChangesLine.of(this);
  }

  /** Not those that have been told with a service or a channel already. */
  private static List<String> keys(
      Reading running, Reading read, boolean sameServices, boolean sameChannels) {
    Predicate<String> told =
        path ->
            (!sameServices && path.matches("(homebox|neron)_url"))
                || (!sameChannels && path.startsWith("telegram."));
    var keys = new ArrayList<String>();
    Effective.differing(read.keys().live(), running.keys().live()).stream()
        .filter(told.negate())
        .forEach(keys::add);
    if (sameServices && !ids(running).equals(ids(read))) {
      keys.add("the order of the services");
    }
    Settings.Process before = running.settings().process();
    Settings.Process now = read.settings().process();
    addIf(keys, "maintenance", !maintenance(running).equals(maintenance(read)));
    addIf(keys, "language", !before.language().equals(now.language()));
    addIf(keys, "time_zone", !before.timeZone().equals(now.timeZone()));
    return keys;
  }

  /** The machine's may change, where none is written. */
  private static void addIf(List<String> keys, String path, boolean differs) {
    if (differs && !keys.contains(path)) {
      keys.add(path);
    }
  }

  private static List<Maintenance> maintenance(Reading reading) {
    return reading.settings().telling().alerting().maintenance();
  }

  private static List<String> ids(Reading reading) {
    return reading.settings().services().stream().map(ServiceConfig::id).toList();
  }
}
