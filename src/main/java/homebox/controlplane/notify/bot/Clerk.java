package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.IncidentStore;
import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Obeyed.Done;
import homebox.controlplane.alert.Order;
import homebox.controlplane.alert.Status;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.notify.Cut;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.bot.Aim.Chosen;
import homebox.controlplane.notify.bot.Aim.Found;
import homebox.controlplane.notify.bot.Aim.Unknown;
import homebox.controlplane.notify.bot.Command.Verb;
import homebox.controlplane.notify.bot.Leaf.Line;
import homebox.controlplane.notify.bot.OpenIncidents.Open;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Knows what is to be done for a command, and what is answered. */
final class Clerk {
  static final Duration MUTED = Duration.ofHours(1);

  private static final int MOST_INCIDENTS = 20;
  private static final int MOST_QUOTED = 100;

  private final Board board;
  private final Looks looks;
  private final Tools tools;
  private final Pace pace;
  private final IncidentStore incidents;
  private final OpenIncidents open;

  Clerk(Board board, Tools tools, Database database, Pace pace) {
    this.board = board;
    this.tools = tools;
    this.looks = new Looks(board, tools.past());
    this.pace = pace;
    this.incidents = new IncidentStore(database);
    this.open = new OpenIncidents(database);
  }

  /** Fails only where the database has to be asked first, and as it does. */
  Future<Plan> plan(Verb verb, String rest) {
    return switch (verb) {
      case HELP -> now(Plan.Tell.of(looks.help()));
      case REPORT -> now(new Plan.Tell(() -> tools.report().get().map(board::letter)));
      case STATUS -> now(look(rest, looks::status));
      case UPTIME -> now(look(rest, looks::uptime));
      case INCIDENTS -> now(incidents(rest));
      case CHECK -> now(ask(rest));
      case ACK -> acknowledge(rest);
      case MUTE -> now(mute(rest));
      case UNMUTE -> now(change(verb, rest, Order.Unmute::new));
      case PAUSE -> now(change(verb, rest, Order.Pause::new));
      case RESUME -> now(change(verb, rest, Order.Resume::new));
    };
  }

  private static Future<Plan> now(Plan plan) {
    return Future.succeededFuture(plan);
  }

  private Plan look(String rest, Function<List<ServiceConfig>, Letter> letter) {
    if (rest.isEmpty()) {
      return Plan.Tell.of(letter.apply(board.services()));
    }
    return whole(board.aim().near(rest), chosen -> Plan.Tell.of(letter.apply(chosen.services())));
  }

  private Plan incidents(String rest) {
    if (rest.isEmpty()) {
      return new Plan.Tell(
          () -> incidents.page(Optional.empty(), MOST_INCIDENTS).map(this::incidents));
    }
    return whole(
        board.aim().near(rest),
        chosen ->
            new Plan.Tell(
                () ->
                    incidents
                        .page(ids(chosen.services()), Optional.empty(), MOST_INCIDENTS)
                        .map(this::incidents)));
  }

  private Letter incidents(List<IncidentStore.StoredIncident> found) {
    return looks.incidents(found, pace.instant());
  }

  private static List<String> ids(List<ServiceConfig> services) {
    return services.stream().map(ServiceConfig::id).toList();
  }

  private Plan ask(String rest) {
    return whole(
        board.aim().near(rest.isEmpty() ? Aim.ALL : rest),
        chosen ->
            chosen.services().size() > Asking.MOST
                ? say("check.many", chosen.services().size(), Asking.MOST)
                : new Plan.Ask(chosen.services()));
  }

  /** What is answered before the services have. */
  Letter asking(List<ServiceConfig> services) {
    return letter("check.asking", services.size());
  }

  /** And what afterwards. */
  Letter asked(List<ServiceConfig> services, Map<String, CheckResult> answers) {
    Words words = board.words();
    List<Line> lines =
        services.stream()
            .map(service -> asked(service, Optional.ofNullable(answers.get(service.id()))))
            .toList();
    return Leaf.titled(words.say("check.title")).lines(lines, words::more).letter();
  }

  private Line asked(ServiceConfig service, Optional<CheckResult> answer) {
    Words words = board.words();
    if (board.pauses(service)) {
      return new Line(
          Words.icon(Status.PAUSED) + " ", service.name(), " — " + words.status(Status.PAUSED));
    }
    if (answer.isEmpty()) {
      return new Line("❔ ", service.name(), " — " + words.say("check.silent"));
    }
    String icon = answer.get().outcome().match(good -> "🟢 ", slow -> "🟡 ", failed -> "🔴 ");
    return new Line(icon, service.name(), " — " + words.outcome(answer.get().outcome()));
  }

  /** Names may have several words, and so may the length's neighbour: the whole is tried first. */
  private Plan mute(String rest) {
    Found found = board.aim().of(rest);
    if (found instanceof Chosen chosen && chosen.rest().isEmpty() || rest.isEmpty()) {
      return change(Verb.MUTE, rest, selector -> new Order.Mute(selector, MUTED));
    }
    int last = rest.lastIndexOf(' ');
    Optional<Duration> length = Lengths.of(rest.substring(last + 1));
    if (length.isEmpty()) {
      return found instanceof Chosen chosen
          ? say("mute.length", quoted(chosen.rest()))
          : change(Verb.MUTE, rest, selector -> new Order.Mute(selector, MUTED));
    }
    Duration asked = length.get();
    if (!Order.Mute.takes(asked)) {
      return say("mute.range");
    }
    String name = last < 0 ? "" : rest.substring(0, last);
    return change(Verb.MUTE, name, selector -> new Order.Mute(selector, asked));
  }

  private Plan change(Verb verb, String rest, Function<String, Order> order) {
    if (rest.isEmpty()) {
      return say("missing", board.words().say("usage." + verb.word()));
    }
    return whole(
        board.aim().of(rest),
        chosen ->
            new Plan.Give(
                List.of(order.apply(chosen.selector())),
                obeyed -> obeyed(verb, order.apply(chosen.selector()), obeyed.get(0))));
  }

  private Letter obeyed(Verb verb, Order order, Obeyed obeyed) {
    if (obeyed instanceof Obeyed.Refused refused) {
      return letter("refused", refused.words());
    }
    Set<String> touched = Set.copyOf(((Done) obeyed).services());
    Words words = board.words();
    String title =
        order instanceof Order.Mute mute
            ? words.say(
                "done.mute",
                touched.size(),
                words.rough(mute.length()),
                words.when(pace.instant().plus(mute.length())))
            : words.say("done." + verb.word(), touched.size());
    return Leaf.titled(title).lines(named(touched), words::more).letter();
  }

  private List<Line> named(Set<String> services) {
    return board.services().stream()
        .filter(service -> services.contains(service.id()))
        .map(service -> new Line("• ", service.name(), ""))
        .toList();
  }

  private Future<Plan> acknowledge(String rest) {
    Found found = board.aim().of(rest.isEmpty() ? Aim.ALL : rest);
    if (found instanceof Unknown unknown) {
      return now(unknown(unknown));
    }
    Chosen chosen = (Chosen) found;
    Set<String> wanted = Set.copyOf(ids(chosen.services()));
    return open.all()
        .map(all -> all.stream().filter(each -> wanted.contains(each.service())).toList())
        .map(these -> acknowledge(rest, chosen, these));
  }

  private Plan acknowledge(String rest, Chosen chosen, List<Open> these) {
    if (these.isEmpty()) {
      return say("ack.none");
    }
    if (rest.isEmpty() && these.size() > 1) {
      Set<String> services = these.stream().map(Open::service).collect(Collectors.toSet());
      return Plan.Tell.of(
          Leaf.titled(board.words().say("ack.which", these.size()))
              .lines(named(services), board.words()::more)
              .letter());
    }
    Optional<String> note =
        Optional.of(chosen.rest())
            .filter(text -> !text.isEmpty())
            .map(text -> text.substring(0, Cut.at(text, Order.Note.LONGEST)));
    return new Plan.Give(
        these.stream().<Order>map(each -> new Order.Acknowledge(each.incident(), note)).toList(),
        obeyed -> acknowledged(these, obeyed));
  }

  private Letter acknowledged(List<Open> these, List<Obeyed> obeyed) {
    Set<String> done =
        IntStream.range(0, these.size())
            .filter(n -> obeyed.get(n) instanceof Done)
            .mapToObj(n -> these.get(n).service())
            .collect(Collectors.toSet());
    if (done.isEmpty()) {
      return letter("refused", ((Obeyed.Refused) obeyed.get(0)).words());
    }
    Words words = board.words();
    return Leaf.titled(words.say("done.ack", done.size())).lines(named(done), words::more).letter();
  }

  /** Everything that was written must be a name: no order is given by half a sentence. */
  private Plan whole(Found found, Function<Chosen, Plan> then) {
    if (found instanceof Chosen chosen) {
      return chosen.rest().isEmpty() ? then.apply(chosen) : say("rest", quoted(chosen.rest()));
    }
    return unknown((Unknown) found);
  }

  private Plan unknown(Unknown unknown) {
    Words words = board.words();
    String said = quoted(unknown.said());
    if (unknown.like().isEmpty()) {
      return say("unknown", said);
    }
    Leaf leaf =
        Leaf.titled(words.say("unknown.like", said, unknown.like().size()))
            .lines(
                unknown.like().stream().map(name -> new Line("• ", name, "")).toList(),
                words::more);
    return Plan.Tell.of(leaf.letter());
  }

  private Plan say(String key, Object... facts) {
    return Plan.Tell.of(letter(key, facts));
  }

  Letter letter(String key, Object... facts) {
    return new Leaf().plain(board.words().say(key, facts)).letter();
  }

  static String quoted(String text) {
    return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "…";
  }
}
