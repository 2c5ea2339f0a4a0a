package homebox.controlplane.config;

import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Alerting;
import homebox.controlplane.config.Settings.Channel;
import homebox.controlplane.config.Settings.Cluster;
import homebox.controlplane.config.Settings.Database;
import homebox.controlplane.config.Settings.Log;
import homebox.controlplane.config.Settings.Metrics;
import homebox.controlplane.config.Settings.Process;
import homebox.controlplane.config.Settings.Server;
import homebox.controlplane.config.Settings.Telegram;
import homebox.controlplane.config.Settings.Telling;
import homebox.controlplane.config.Settings.Web;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings, out of the keys at the top. */
record SettingsReader(Values root, Environment environment, Path folder) {
  Settings read(Optional<String> file, List<ServiceConfig> services, List<Remark> remarks) {
    return new Settings(
        file, services, process(), database(), log(), web(), telling(services), remarks);
  }

  private Process process() {
    Timing usual = new TimingReader(root).common();
    return new Process(root.or(Keys.MAX_CONCURRENT_CHECKS), language(), zone(), usual);
  }

  private Locale language() {
    String set =
        root.get(Keys.LANGUAGE)
            .or(() -> environment.shared().map(Revision.Origin::language))
            .orElseGet(this::machineLanguage);
    return set.equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
  }

  /** The variables as text: Java's own locale follows them on some machines only. */
  private String machineLanguage() {
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
        .flatMap(name -> environment.find(name).stream())
        .findFirst()
        .filter(given -> given.text().strip().toLowerCase(Locale.ROOT).matches("fr([_.@-].*)?"))
        .map(given -> "fr")
        .orElse("en");
  }

  private Database database() {
    Values retention = root.or(Keys.RETENTION);
    return new Database(
        folder.resolve(root.or(Keys.DATABASE_PATH)),
        server(),
        retention.or(Keys.KEEP_CHECKS),
        retention.or(Keys.KEEP_HOURS),
        retention.or(Keys.KEEP_DAYS),
        retention.or(Keys.KEEP_MESSAGES));
  }

  private Optional<Server> server() {
    return root.get(Keys.DATABASE_URL)
        .map(
            url ->
                new Server(
                    url,
                    root.get(Keys.DATABASE_USER),
                    root.get(Keys.DATABASE_PASSWORD),
                    cluster(root.or(Keys.CLUSTER))));
  }

  private static Optional<Cluster> cluster(Values cluster) {
    return cluster.or(ClusterKeys.ENABLED)
        ? Optional.of(
            new Cluster(
                cluster.get(ClusterKeys.NODE_NAME).orElseGet(Host::name),
                cluster.get(ClusterKeys.LOCATION),
                cluster.get(ClusterKeys.ADDRESS)))
        : Optional.empty();
  }

  private Log log() {
    return new Log(
        root.or(Keys.LOG_LEVEL),
        root.or(Keys.LOG_FILE).map(folder::resolve),
        root.or(Keys.LOG_FORMAT).equals("json"),
        root.spot().findings().secrets());
  }

  private Web web() {
    Values web = root.or(Keys.WEB);
    return new Web(
        web.or(WebKeys.ENABLED),
        web.or(WebKeys.HOST),
        web.or(WebKeys.PORT),
        web.or(WebKeys.TITLE),
        web.get(WebKeys.BASE_URL),
        access(web));
  }

  private static Access access(Values web) {
    return new Access(
        web.get(WebKeys.ADMIN_PASSWORD),
        web.get(WebKeys.API_TOKEN),
        web.or(WebKeys.PUBLIC),
        web.or(WebKeys.PUBLIC_DETAILS),
        switch (web.or(WebKeys.METRICS)) {
          case "true" -> Metrics.OPEN;
          case "token" -> Metrics.TOKEN;
          default -> Metrics.OFF;
        },
        web.get(WebKeys.TRUSTED_PROXIES).orElse(List.of()));
  }

  private Telling telling(List<ServiceConfig> services) {
    Telegram telegram = new MeansReader(environment).telegram(root.or(Keys.TELEGRAM));
    return new Telling(
        alerting(root.or(Keys.ALERTING)),
        telegram,
        channels(telegram),
        root.or(Keys.CHECK_INTERVAL),
        root.or(Keys.REPORT).or(Keys.DAILY_REPORT_AT),
        new BuiltIn(root).talkative(services),
        root.or(Keys.ALERTING).or(AlertingKeys.WATCHDOG_URL));
  }

  /** Those that can be used. */
  private List<Channel> channels(Telegram top) {
    var all = new ArrayList<Channel>();
    if (top.usable()) {
      all.add(new Channel("telegram", top, Optional.empty(), Optional.empty(), Optional.empty()));
    }
    for (Values section : root.get(Keys.CHANNELS).orElse(List.of())) {
      channel(section).ifPresent(all::add);
    }
    return all;
  }

  private Optional<Channel> channel(Values section) {
    return section
        .get(ChannelKeys.NAME)
        .flatMap(
            name ->
                new MeansReader(environment)
                    .read(section)
                    .map(means -> channel(name, means, section)));
  }

  private Channel channel(String name, Means means, Values section) {
    Optional<Hours> hours =
        section
            .get(ChannelKeys.HOURS)
            .filter(spans -> !spans.isEmpty())
            .map(spans -> new Hours(spans, zone()));
    return new Channel(
        name, means, section.get(ChannelKeys.FALLBACK), hours, section.get(ChannelKeys.AFTER));
  }

  private ZoneId zone() {
    return root.get(Keys.TIME_ZONE)
        .or(() -> environment.shared().map(Revision.Origin::zone))
        .orElseGet(ZoneId::systemDefault);
  }

  private Alerting alerting(Values alerting) {
    return new Alerting(
        alerting.or(AlertingKeys.GROUP_WAIT),
        alerting.or(AlertingKeys.REMIND_EVERY),
        alerting.or(AlertingKeys.STARTUP_MESSAGE),
        new MaintenanceReader(root, process().timeZone()).read(),
        alerting.or(AlertingKeys.FLAPPING),
        alerting.or(AlertingKeys.CONNECTIVITY).stream().flatMap(Optional::stream).toList());
  }
}
