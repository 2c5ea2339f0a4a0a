package homebox.controlplane.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that this version uses of a configuration; it cannot be wrong.
 *
 * @param file what was read, as it was named; empty: there is none, and defaults hold
 * @param services in the order of the file, disabled ones too
 * @param remarks lines to say once at the start: which files were read, what is not set up and how
 *     to, what is "not in this version yet"
 * @param added the ids of the services that were added in the page
 */
public record Settings(
    Optional<String> file,
    List<ServiceConfig> services,
    Process process,
    Database database,
    Log log,
    Web web,
    Telling telling,
    List<Remark> remarks,
    Set<String> added) {
  /** Copies the lists. */
  public Settings {
    services = List.copyOf(services);
    remarks = List.copyOf(remarks);
    added = Set.copyOf(added);
  }

  /** All of it stands in the file. */
  public Settings(
      Optional<String> file,
      List<ServiceConfig> services,
      Process process,
      Database database,
      Log log,
      Web web,
      Telling telling,
      List<Remark> remarks) {
    this(file, services, process, database, log, web, telling, remarks, Set.of());
  }

  /** The same, but these services were added in the page. */
  Settings adding(Set<String> ids) {
    return new Settings(file, services, process, database, log, web, telling, remarks, ids);
  }

  /** The services that are asked, in their order: enabled, and of a kind that this version asks. */
  public List<ServiceConfig> watched() {
    return services.stream()
        .filter(service -> service.enabled() && service.ask() instanceof HttpAsk)
        .toList();
  }

  /** What this host is among others; empty: there are none. */
  public Optional<Cluster> cluster() {
    return database.server().flatMap(Server::cluster);
  }

  /** What holds where {@code running} is in force: keys marked ↻ wait for a restart. */
  Settings after(Settings running) {
    var kept =
        new Database(
            running.database.path(),
            running.database.server(),
            database.keepChecks(),
            database.keepHours(),
            database.keepDays(),
            database.keepMessages());
    var page =
        new Web(
            running.web.enabled(),
            running.web.host(),
            running.web.port(),
            web.title(),
            web.baseUrl(),
            web.access());
    var said = new Log(running.log.level(), running.log.file(), running.log.json(), log.hidden());
    return new Settings(file, services, process, kept, said, page, telling, remarks, added);
  }

  /**
   * What concerns the whole process.
   *
   * @param maxConcurrentChecks checks under way at once, 1 – 100,000
   * @param usual when a service is asked that says nothing of it
   */
  public record Process(int maxConcurrentChecks, Locale language, ZoneId timeZone, Timing usual) {}

  /**
   * Where history is kept.
   *
   * @param path the SQLite file; not used where there is a server
   * @param server {@code database_url} and what goes with it
   * @param keepChecks {@code retention.checks}; empty: for ever
   * @param keepHours {@code retention.hourly}, of the sums of hours
   * @param keepDays {@code retention.daily}, of the sums of days
   * @param keepMessages {@code retention.messages}, of those that were delivered or given up
   */
  public record Database(
      Path path,
      Optional<Server> server,
      Optional<Duration> keepChecks,
      Optional<Duration> keepHours,
      Optional<Duration> keepDays,
      Optional<Duration> keepMessages) {}

  /**
   * A PostgreSQL.
   *
   * @param url as its driver takes it, {@code jdbc:postgresql://host/database}; may hold a password
   * @param cluster empty: nobody else uses it
   */
  public record Server(
      Secret url, Optional<String> user, Optional<Secret> password, Optional<Cluster> cluster) {}

  /**
   * We are one of several that share a server.
   *
   * @param node our name among them, 1 – 100 characters
   * @param location where we are, for people and for the locations of services
   * @param address where the others reach our page; empty: by our host's name
   */
  public record Cluster(String node, Optional<String> location, Optional<HttpUrl> address) {
    /** From where we ask. */
    public Standpoint standpoint() {
      return new Standpoint(node, location);
    }
  }

  /**
   * What is logged where.
   *
   * @param level DEBUG, INFO, WARN or ERROR
   * @param file empty: the console alone
   * @param hidden all secrets of the configuration, for no line to show them
   */
  public record Log(String level, Optional<Path> file, boolean json, Set<Secret> hidden) {
    /** Copies the set. */
    public Log {
      hidden = Set.copyOf(hidden);
    }
  }

  /**
   * The page and the API.
   *
   * @param port 0 – 65535; 0 picks a free one
   * @param baseUrl where people reach the page, for links to it
   */
  public record Web(
      boolean enabled,
      String host,
      int port,
      String title,
      Optional<HttpUrl> baseUrl,
      Access access) {}

  /**
   * Who may see what over HTTP.
   *
   * @param password of the user {@code admin}
   * @param token of programs
   * @param open true: reading asks for no login
   * @param details true: who is not logged in sees addresses and error texts too
   * @param proxies those whose word about the client's address counts
   */
  public record Access(
      Optional<Secret> password,
      Optional<Secret> token,
      boolean open,
      boolean details,
      Metrics metrics,
      List<Network> proxies) {
    /** Copies the list. */
    public Access {
      proxies = List.copyOf(proxies);
    }

    /** The same with another password. */
    public Access with(Optional<Secret> other) {
      return new Access(other, token, open, details, metrics, proxies);
    }

    /** Nothing is set: all may read, and who comes straight from this machine sees everything. */
    public static final Access PLAIN =
        new Access(Optional.empty(), Optional.empty(), true, false, Metrics.OPEN, List.of());
  }

  /** Who may fetch {@code /metrics}. */
  public enum Metrics {
    /** Whoever may read. */
    OPEN,
    /** Who is logged in. */
    TOKEN,
    /** Nobody: it is not there. */
    OFF
  }

  /**
   * How people are told.
   *
   * @param channels all that can be used, besides the log, each name once
   * @param telegram the one at the top, whether it can be used or not
   * @param defaultInterval of a check, for the message at the start
   * @param dailyReport its time of the day in {@link Process#timeZone}; empty: there is none
   * @param homebox Homebox itself, where it may be asked for its health and version, to tell them
   *     with a change and in the report
   * @param watchdog an address that is called while all is well with us
   */
  public record Telling(
      Alerting alerting,
      Telegram telegram,
      List<Channel> channels,
      Duration defaultInterval,
      Optional<LocalTime> dailyReport,
      Optional<HttpUrl> homebox,
      Optional<Secret> watchdog) {
    /** Copies the list. */
    public Telling {
      channels = List.copyOf(channels);
    }

    /** Our own notices go there: the first that does not wait for somebody to care. */
    public Optional<Channel> defaultChannel() {
      return channels.stream().filter(channel -> channel.after().isEmpty()).findFirst();
    }
  }

  /**
   * A way to reach people.
   *
   * @param fallback the channel that speaks for it while it does not deliver
   * @param hours when it is told of what gets worse; empty: always
   * @param after it hears only of what is still open and unacknowledged so long after its
   *     announcement, 0 – 30 d; empty: it hears at once
   */
  public record Channel(
      String name,
      Means means,
      Optional<String> fallback,
      Optional<Hours> hours,
      Optional<Duration> after) {}

  /**
   * When people are told.
   *
   * @param groupWait how long a change waits for others to share its message
   * @param remindEvery empty: never
   * @param maintenance when nobody is told that what gets worse
   * @param flapping a service that changes its state all the time is told of once
   * @param connectivity who tells that we are online, by host and port; empty: we always are
   */
  public record Alerting(
      Duration groupWait,
      Optional<Duration> remindEvery,
      boolean startupMessage,
      List<Maintenance> maintenance,
      boolean flapping,
      List<HttpUrl> connectivity) {
    /** Copies the lists. */
    public Alerting {
      maintenance = List.copyOf(maintenance);
      connectivity = List.copyOf(connectivity);
    }

    /** Without any cause to be silent. */
    public Alerting(Duration groupWait, Optional<Duration> remindEvery, boolean startupMessage) {
      this(groupWait, remindEvery, startupMessage, List.of(), true, List.of());
    }
  }

  /**
   * A Telegram chat; it can be used when it has both a token and a chat.
   *
   * @param chat a number or {@code @channel}
   * @param thread a topic of the chat
   * @param silent the kinds that are told without a sound
   * @param commands whether the bot listens there, and to whom
   */
  public record Telegram(
      Optional<Secret> token,
      Optional<String> chat,
      HttpUrl api,
      Optional<Integer> thread,
      Set<String> silent,
      Optional<Proxy> proxy,
      Commands commands)
      implements Means {
    /** Copies the set. */
    public Telegram {
      silent = Set.copyOf(silent);
    }

    /** One whose bot listens to everybody in the chat. */
    public Telegram(
        Optional<Secret> token,
        Optional<String> chat,
        HttpUrl api,
        Optional<Integer> thread,
        Set<String> silent,
        Optional<Proxy> proxy) {
      this(token, chat, api, thread, silent, proxy, Commands.OF_ALL);
    }

    /** The same, in another chat. */
    public Telegram in(String other) {
      return new Telegram(token, Optional.of(other), api, thread, silent, proxy, commands);
    }

    @Override
    public String kind() {
      return "telegram";
    }

    @Override
    public Telegram whom() {
      return new Telegram(token, chat, api, thread, Set.of(), proxy);
    }

    /** True if it has what it needs. */
    public boolean usable() {
      return token.isPresent() && chat.isPresent();
    }
  }

  /**
   * Whether a bot listens in a chat, and to whom.
   *
   * @param wanted false: it only tells
   * @param users numbers or names without @ in small letters; none: everybody in the chat
   */
  public record Commands(boolean wanted, Set<String> users) {
    /** To everybody in the chat. */
    public static final Commands OF_ALL = new Commands(true, Set.of());

    /** Copies the set. */
    public Commands {
      users = Set.copyOf(users);
    }
  }
}
