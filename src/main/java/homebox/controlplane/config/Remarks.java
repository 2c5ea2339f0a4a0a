package homebox.controlplane.config;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said once at the start: what was read, and what is not set up and how to. */
record Remarks(
    Place place,
    Optional<String> shared,
    Optional<String> envFile,
    Environment environment,
    Values root) {
  private static final int MOST_NAMES = 20;

  /** A name is not looked up: that may take long, and may mean another machine tomorrow. */
  private static final String LOOPBACK = "(?i)localhost|127\\.[0-9.]+|\\[?::1]?";

  private static final String LOCKED =
      "web.public is false, and nobody can log in — set web.admin_password or web.api_token";

  List<Remark> all(List<ServiceConfig> services) {
    var remarks = new ArrayList<Remark>();
    lines(services).forEach(line -> remarks.add(Remark.of(line)));
    remarks.addAll(unused());
    remarks.addAll(bare());
    remarks.addAll(web());
    return remarks;
  }

  private List<String> lines(List<ServiceConfig> services) {
    var lines = new ArrayList<String>();
    lines.add(read());
    if (place.legacy()) {
      lines.add(
          Place.PREDECESSORS
              + (" is the predecessor's place: it was read because " + Place.OURS)
              + " is missing — move it there when you like");
    }
    lines.addAll(leftBehind());
    lines.addAll(new StrangeNames(environment).lines());
    lines.add(telegram());
    if (services.stream().noneMatch(ServiceConfig::enabled)) {
      lines.add(
          "nothing is watched: no service is listed or enabled, and homebox_url and neron_url are"
              + " off — write one under services: in "
              + (place.shown().isEmpty() ? Place.OURS : place.shown())
              + ", with name and url");
    }
    lines.addAll(alone(services));
    notYet(lines);
    return lines;
  }

  /** A file may be shared by hosts of a cluster and one that stands alone: no fault. */
  private List<String> alone(List<ServiceConfig> services) {
    List<String> placed =
        services.stream()
            .filter(service -> !service.locations().isEmpty())
            .map(ServiceConfig::name)
            .toList();
    return placed.isEmpty() || root.or(Keys.CLUSTER).or(ClusterKeys.ENABLED)
        ? List.of()
        : List.of(
            "locations are not used by a host alone: it asks"
                + named(placed).replaceFirst("^,", "")
                + " itself — set cluster.enabled on each host where there are several");
  }

  private String read() {
    String env = envFile.map(name -> " and " + name).orElse("");
    if (shared.isPresent()) {
      return shared.get() + " holds for all hosts: of ours only keys marked ↻ do";
    }
    return place.shown().isEmpty()
        ? "no configuration file"
            + envFile.map(name -> ", only " + name).orElse("")
            + (": defaults hold — write " + Place.OURS + ", or name one with --config")
        : "configuration read from " + place.shown() + env;
  }

  /** The predecessor's lists of services; what became of them is not guessed. */
  private List<String> leftBehind() {
    return Stream.of("config/homebox.json", "config/neron.json")
        .filter(file -> Files.exists(place.folder().resolve(file)))
        .map(
            file ->
                file
                    + " is the predecessor's and is not read: \"java -jar control-plane.jar import"
                    + (" homebox " + file + "\"")
                    + " prints what stands in it as a configuration of ours")
        .toList();
  }

  private String telegram() {
    Values telegram = root.or(Keys.TELEGRAM);
    boolean token = telegram.get(TelegramKeys.BOT_TOKEN).isPresent();
    boolean chat = telegram.get(TelegramKeys.CHAT_ID).isPresent();
    List<String> others = channels();
    if (token && chat) {
      return "alerts go to Telegram" + named(others) + " and the log";
    }
    if (!token && !chat && !others.isEmpty()) {
      return "alerts go to" + named(others).replaceFirst("^,", "") + " and the log";
    }
    String missing =
        token
            ? "TELEGRAM_CHAT_ID is missing"
            : chat ? "TELEGRAM_BOT_TOKEN is missing" : "Telegram is not set up";
    return missing
        + ": alerts go to"
        + (others.isEmpty() ? "" : named(others).replaceFirst("^,", "") + " and")
        + " the log only — get a token from @BotFather, write to your bot once, and"
        + " set TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID in .env";
  }

  /** Those that are told from the first moment on. */
  private List<String> channels() {
    return root.get(Keys.CHANNELS).orElse(List.of()).stream()
        .filter(channel -> !channel.has(ChannelKeys.AFTER))
        .flatMap(channel -> channel.get(ChannelKeys.NAME).stream())
        .toList();
  }

  /** What a host says for itself that all share. */
  private List<Remark> unused() {
    return root.spot().findings().unused().stream()
        .map(
            name ->
                Remark.warning(
                    name
                        + " in the environment is not used: the configuration that all hosts share"
                        + " says otherwise — write it into the file, or take it away here"))
        .toList();
  }

  /** Passwords that everybody on the way can read. */
  private List<Remark> bare() {
    return root.get(Keys.CHANNELS).orElse(List.of()).stream()
        .flatMap(channel -> channel.get(ChannelKeys.MAIL).stream())
        .filter(mail -> mail.has(ChannelKeys.PASSWORD))
        .filter(mail -> mail.or(ChannelKeys.TLS).equals("none"))
        .flatMap(mail -> mail.get(ChannelKeys.HOST).stream())
        .filter(host -> !host.matches(LOOPBACK))
        .map(
            host ->
                Remark.warning(
                    "the password for "
                        + host
                        + " goes there for everybody on the way to read — set mail.tls to starttls"
                        + " or tls"))
        .toList();
  }

  private static String named(List<String> channels) {
    int more = channels.size() - MOST_NAMES;
    String names = String.join(", ", more > 0 ? channels.subList(0, MOST_NAMES) : channels);
    return channels.isEmpty() ? "" : ", " + names + (more > 0 ? " and " + more + " more" : "");
  }

  private List<Remark> web() {
    Values web = root.or(Keys.WEB);
    if (!web.or(WebKeys.ENABLED)) {
      return List.of();
    }
    boolean logins =
        web.get(WebKeys.ADMIN_PASSWORD).isPresent() || web.get(WebKeys.API_TOKEN).isPresent();
    if (!web.or(WebKeys.PUBLIC)) {
      return logins ? List.of() : List.of(Remark.warning(LOCKED));
    }
    String host = web.or(WebKeys.HOST);
    return host.strip().matches(LOOPBACK)
        ? List.of()
        : openToOthers(host, web.or(WebKeys.PUBLIC_DETAILS), logins);
  }

  private static List<Remark> openToOthers(String host, boolean details, boolean logins) {
    String others = "web.host is " + host + ": everybody who reaches that port reads ";
    if (details) {
      return List.of(
          Remark.warning(
              others
                  + "names, states, and error texts with the addresses in them, for"
                  + " web.public_details is true — leave it out, or let a firewall or a proxy decide"
                  + " who reaches it"));
    }
    return logins
        ? List.of()
        : List.of(
            Remark.of(
                others
                    + "names and states, but no addresses and no error texts — set"
                    + " web.admin_password to see those with a login, and web.public: false to ask"
                    + " for it always"));
  }

  private void notYet(List<String> lines) {
    List<String> names = root.spot().findings().notYet();
    if (!names.isEmpty()) {
      int more = names.size() - MOST_NAMES;
      String shown = String.join(", ", more > 0 ? names.subList(0, MOST_NAMES) : names);
      lines.add("not in this version yet: " + shown + (more > 0 ? " and " + more + " more" : ""));
    }
  }
}
