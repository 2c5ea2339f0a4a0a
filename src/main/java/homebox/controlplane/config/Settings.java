package homebox.controlplane.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that this version uses of a configuration; it cannot be wrong.
 *
 * @param services in the order of the file, disabled ones too
 * @param remarks lines to say once at the start: which files were read, what is not set up and how
 *     to, what is "not in this version yet"
 */
public record Settings(
    List<ServiceConfig> services,
    Process process,
    Database database,
    Log log,
    Web web,
    Telling telling,
    List<Remark> remarks) {
  /** Copies the lists. */
  public Settings {
    services = List.copyOf(services);
    remarks = List.copyOf(remarks);
  }

  /**
   * What concerns the whole process.
   *
   * @param maxConcurrentChecks checks under way at once, 1 – 100,000
   */
  public record Process(int maxConcurrentChecks, Locale language, ZoneId timeZone) {}

  /**
   * Where history is kept.
   *
   * @param path the SQLite file
   * @param keepChecks {@code retention.checks}; empty: for ever
   * @param keepHours {@code retention.hourly}, of the sums of hours
   * @param keepDays {@code retention.daily}, of the sums of days
   * @param keepMessages {@code retention.messages}, of those that were delivered or given up
   */
  public record Database(
      Path path,
      Optional<Duration> keepChecks,
      Optional<Duration> keepHours,
      Optional<Duration> keepDays,
      Optional<Duration> keepMessages) {}

  /**
   * What is logged where.
   *
   * @param level DEBUG, INFO, WARN or ERROR
   * @param file empty: the console alone
   */
  public record Log(String level, Optional<Path> file, boolean json) {}

  /**
   * The page and the API.
   *
   * @param port 0 – 65535; 0 picks a free one
   * @param baseUrl where people reach the page, for links to it
   */
  public record Web(
      boolean enabled, String host, int port, String title, Optional<HttpUrl> baseUrl) {}

  /**
   * How people are told.
   *
   * @param channels all that can be used, besides the log, each name once; the first is the default
   *     channel
   * @param telegram the one at the top, whether it can be used or not
   * @param defaultInterval of a check, for the message at the start
   */
  public record Telling(
      Alerting alerting, Telegram telegram, List<Channel> channels, Duration defaultInterval) {
    /** Copies the list. */
    public Telling {
      channels = List.copyOf(channels);
    }
  }

  /**
   * A way to reach people.
   *
   * @param fallback the channel that speaks for it while it does not deliver
   */
  public record Channel(String name, Telegram telegram, Optional<String> fallback) {}

  /**
   * When people are told.
   *
   * @param groupWait how long a change waits for others to share its message
   * @param remindEvery empty: never
   */
  public record Alerting(
      Duration groupWait, Optional<Duration> remindEvery, boolean startupMessage) {}

  /**
   * A Telegram chat; it can be used when it has both a token and a chat.
   *
   * @param chat a number or {@code @channel}
   * @param thread a topic of the chat
   * @param silent the kinds that are told without a sound
   */
  public record Telegram(
      Optional<Secret> token,
      Optional<String> chat,
      HttpUrl api,
      Optional<Integer> thread,
      Set<String> silent,
      Optional<Proxy> proxy) {
    /** Copies the set. */
    public Telegram {
      silent = Set.copyOf(silent);
    }

    /** The same, in another chat. */
    public Telegram in(String other) {
      return new Telegram(token, Optional.of(other), api, thread, silent, proxy);
    }

    /** True if it has what it needs. */
    public boolean usable() {
      return token.isPresent() && chat.isPresent();
    }
  }
}
