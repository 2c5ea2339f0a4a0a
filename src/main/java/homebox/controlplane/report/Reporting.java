package homebox.controlplane.report;

import homebox.controlplane.alert.Cover;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Status;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.notify.HomeboxWord;
import homebox.controlplane.notify.StatusReport;
import homebox.controlplane.notify.StatusReport.Day;
import homebox.controlplane.notify.StatusReport.Line;
import homebox.controlplane.notify.StatusReport.Word;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts a report together. */
public final class Reporting {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Reporting() {}

  /**
   * What one service counts as.
   *
   * @param since when that began, if it is known
   */
  public record Stand(Status status, Optional<Instant> since) {
    /**
     * As the page says it.
     *
     * @param silent no answer is new enough to count
     */
    public static Stand of(Optional<Standing> standing, boolean silent) {
      Status status = Status.of(standing, silent);
      return new Stand(status, standing.flatMap(known -> since(status, known)));
    }

    /** When something else began that stands before the state is not known. */
    private static Optional<Instant> since(Status status, Standing standing) {
      return status == Status.PAUSED
          ? standing.cover().paused().map(Cover.Paused::since)
          : standing.since().filter(at -> status.name().equals(standing.level().name()));
    }
  }

  /**
   * What Homebox says of itself.
   *
   * @param homebox where it is; empty: it was not asked
   */
  public record Said(Optional<HttpUrl> homebox, Optional<Word> word) {
    /** Nobody was asked. */
    public static final Said NOTHING = new Said(Optional.empty(), Optional.empty());

    private Optional<Word> of(ServiceConfig service) {
      boolean its =
          homebox.isPresent()
              && service.ask() instanceof HttpAsk ask
              && ask.url().origin().equals(homebox.get().origin());
      return its ? word : Optional.empty();
    }
  }

  /** Asks Homebox, if it may be asked; never fails, within 5 s. */
  public static Future<Said> ask(Vertx vertx, Pace pace, Optional<HttpUrl> homebox) {
    return homebox
        .map(url -> HomeboxWord.ask(vertx, pace, url, PATIENCE))
        .map(asked -> asked.map(word -> new Said(homebox, word)))
        .orElseGet(() -> Future.succeededFuture(Said.NOTHING));
  }

  /**
   * The report of these services.
   *
   * @param services with names that tell them apart
   * @param stands of each
   * @param days by id; one that is missing is not known
   * @param said stands on the line of the service at Homebox's address
   */
  public static StatusReport of(
      Instant until,
      List<ServiceConfig> services,
      Function<ServiceConfig, Stand> stands,
      Map<String, Day> days,
      Said said) {
    return StatusReport.of(
        until,
        services.stream()
            .map(
                service ->
                    line(
                        service,
                        stands.apply(service),
                        Optional.ofNullable(days.get(service.id())),
                        said.of(service)))
            .toList());
  }

  private static Line line(
      ServiceConfig service, Stand stand, Optional<Day> day, Optional<Word> word) {
    return new Line(
        service.name(), service.critical(), stand.status().name(), stand.since(), day, word);
  }
}
