package homebox.controlplane.notify;

import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.StatusReport.Word;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks the built-in Homebox how it finds itself when its state has changed, once for all channels
 * and as soon as the change is due: while the first of a group waits for others the answer comes.
 * One that gave no answer to its check is not asked. Belongs to one context.
 */
final class Talk {
  /** No message waits longer for it, counted from when its change was due. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /** What it says now is no detail of a change that is older. */
  static final Duration FRESH = Duration.ofMinutes(1);

  private static final int MOST = 64;

  private final Pace pace;
  private final Function<HttpUrl, Future<Optional<Word>>> ask;
  private final Map<String, Future<Optional<Word>>> answers = new LinkedHashMap<>();
  private Optional<HttpUrl> homebox = Optional.empty();
  private Set<String> services = Set.of();

  /**
   * Asks nobody yet.
   *
   * @param ask answers within {@link #PATIENCE} and never fails
   */
  Talk(Pace pace, Function<HttpUrl, Future<Optional<Word>>> ask) {
    this.pace = pace;
    this.ask = ask;
  }

  /** Asks where these say, if they say so. */
  void follow(Settings settings) {
    homebox = settings.telling().homebox();
    services =
        settings.watched().stream()
            .filter(this::isHomebox)
            .map(ServiceConfig::id)
            .collect(Collectors.toSet());
  }

  /** Begins to ask, if one of these rows is a reason to. */
  void see(List<OutboxRow> rows) {
    if (!services.isEmpty()) {
      rows.stream().filter(this::isReason).forEach(row -> ask(row.key()));
    }
  }

  /** The same rows with what it has said at each of their changes. Never fails. */
  Future<List<OutboxRow>> with(List<OutboxRow> rows) {
    var asked =
        rows.stream().map(OutboxRow::key).map(answers::get).filter(each -> each != null).toList();
    return asked.isEmpty()
        ? Future.succeededFuture(rows)
        : Future.join(asked).map(all -> rows.stream().map(this::saying).toList());
  }

  private boolean isHomebox(ServiceConfig service) {
    return service.ask() instanceof HttpAsk asked
        && homebox.filter(url -> url.origin().equals(asked.url().origin())).isPresent();
  }

  private boolean isReason(OutboxRow row) {
    boolean changed =
        switch (row.kind()) {
          case WARNING, RECOVERY -> true;
          case ALERT -> answered(row);
          default -> false;
        };
    return changed && services.contains(row.about()) && isFresh(row.created());
  }

  /** With a status that was not expected, say. */
  private static boolean answered(OutboxRow row) {
    var seen = row.facts().getJsonObject("seen");
    return seen != null && seen.containsKey("status");
  }

  private boolean isFresh(Instant due) {
    return Duration.between(due, pace.instant()).abs().compareTo(FRESH) < 0;
  }

  private void ask(String change) {
    if (!answers.containsKey(change)) {
      answers.put(change, ask.apply(homebox.orElseThrow()));
      if (answers.size() > MOST) {
        answers.remove(answers.keySet().iterator().next());
      }
    }
  }

  private OutboxRow saying(OutboxRow row) {
    return Optional.ofNullable(answers.get(row.key()))
        .filter(Future::succeeded)
        .flatMap(Future::result)
        .map(row::saying)
        .orElse(row);
  }
}
