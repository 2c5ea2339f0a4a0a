package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Cover;
import homebox.controlplane.alert.IncidentStore.StoredIncident;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Status;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.history.Past;
import homebox.controlplane.history.Uptimes;
import homebox.controlplane.history.Window;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.bot.Leaf.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers of who only looks. */
record Looks(Board board, Past past) {
  /** The ones people ask for in a chat. */
  private static final List<Window> WINDOWS = List.of(Window.DAY, Window.WEEK, Window.MONTH);

  /** How these stand, the worst first. */
  Letter status(List<ServiceConfig> services) {
    Words words = board.words();
    long bad = services.stream().filter(service -> !board.status(service).isFine()).count();
    String title =
        bad == 0
            ? words.say("status.well", services.size())
            : words.say("status.bad", bad, services.size());
    List<Line> lines =
        services.stream().sorted(Comparator.comparing(board::status)).map(this::status).toList();
    return Leaf.titled(title).lines(lines, words::more).letter();
  }

  private Line status(ServiceConfig service) {
    Status status = board.status(service);
    Words words = board.words();
    Optional<Instant> since = board.standing(service.id()).flatMap(Standing::since);
    String what =
        since
            .filter(at -> status.isLevel())
            .map(at -> words.say("status.since", words.status(status), words.when(at)))
            .orElseGet(() -> words.status(status));
    var besides = new StringBuilder();
    cover(service)
        .filter(Cover::flapping)
        .ifPresent(cover -> besides.append(", ").append(words.say("status.flapping")));
    cover(service)
        .flatMap(Cover::muted)
        .ifPresent(
            muted ->
                besides.append(", ").append(words.say("status.muted", words.when(muted.until()))));
    return new Line(Words.icon(status) + " ", service.name(), " — " + what + besides);
  }

  private Optional<Cover> cover(ServiceConfig service) {
    return board.standing(service.id()).map(Standing::cover);
  }

  /** What share of the time they were up. */
  Letter uptime(List<ServiceConfig> services) {
    Words words = board.words();
    if (!past.ready()) {
      return Leaf.titled(words.say("uptime.reading")).letter();
    }
    return Leaf.titled(words.say("uptime.title"))
        .lines(services.stream().map(this::uptime).toList(), words::more)
        .letter();
  }

  private Line uptime(ServiceConfig service) {
    Uptimes uptimes = past.uptimes(service.id());
    String shares =
        WINDOWS.stream()
            .map(window -> share(window, uptimes.in(window)))
            .collect(Collectors.joining(" · "));
    return new Line("", service.name(), " — " + shares);
  }

  private String share(Window window, OptionalDouble share) {
    Words words = board.words();
    String shown = share.isPresent() ? words.percent(share.getAsDouble()) : "–";
    return words.say("uptime.share", words.say("window." + window.shown()), shown);
  }

  /** The newest first. */
  Letter incidents(List<StoredIncident> incidents, Instant now) {
    Words words = board.words();
    String title =
        words.say(incidents.isEmpty() ? "incidents.none" : "incidents.title", incidents.size());
    return Leaf.titled(title)
        .lines(incidents.stream().map(each -> incident(each, now)).toList(), words::more)
        .letter();
  }

  private Line incident(StoredIncident incident, Instant now) {
    Words words = board.words();
    boolean open = incident.ended().isEmpty();
    boolean outage = incident.kind().equals("OUTAGE");
    String icon = open ? outage ? "🔴 " : "🟡 " : "▫️ ";
    Duration length = incident.length().orElseGet(() -> Duration.between(incident.started(), now));
    String what =
        words.say(
            open ? "incident.open" : "incident.over",
            outage ? "DOWN" : "SLOW",
            words.when(incident.started()),
            words.rough(length));
    String error = incident.error().map(text -> "\n   " + text).orElse("");
    return new Line(icon, incident.name(), " — " + what + error);
  }

  /** What can be asked. */
  Letter help() {
    Words words = board.words();
    List<Line> lines =
        Stream.of(Command.Verb.values())
            .map(verb -> new Line("", words.say("usage." + verb.word()), " — " + about(verb)))
            .toList();
    return Leaf.titled(words.say("help.title"))
        .lines(lines, words::more)
        .line("")
        .line(words.say("help.who"))
        .letter();
  }

  private String about(Command.Verb verb) {
    return board.words().say("about." + verb.word());
  }
}
