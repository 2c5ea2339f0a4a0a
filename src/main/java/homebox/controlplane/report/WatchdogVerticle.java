package homebox.controlplane.report;

import homebox.controlplane.bus.Subscription;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.ChannelHealth;
import homebox.controlplane.notify.http.Answer;
import homebox.controlplane.notify.http.Exchange;
import homebox.controlplane.notify.http.OtherSide;
import homebox.controlplane.notify.http.Question;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls {@code alerting.watchdog_url} each minute while all is well with us: who waits for that
 * call notices when we fall silent.
 */
public final class WatchdogVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(WatchdogVerticle.class);

  static final Duration EACH = Duration.ofMinutes(1);

  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private final Pace pace;
  private final Vitals vitals;
  private final Set<String> paused = new HashSet<>();
  private Optional<Secret> url;
  private List<Subscription> ears = List.of();
  private Pace.Timer timer = () -> {};
  private String said = "";
  private boolean stopped;

  /** One that has not begun. */
  public WatchdogVerticle(Pace pace, Settings settings, Vitals vitals) {
    this.pace = pace;
    this.vitals = vitals;
    this.url = settings.telling().watchdog();
  }

  @Override
  public Future<?> start() {
    ears =
        List.of(
            ChannelHealth.ADDRESS.subscribe(vertx, this::hear),
            InForce.ADDRESS.subscribe(
                vertx, inForce -> url = inForce.settings().telling().watchdog()));
    timer = pace.after(EACH, this::look);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    timer.cancel();
    return Future.join(ears.stream().map(Subscription::end).toList());
  }

  private void hear(ChannelHealth health) {
    if (health.state() == ChannelHealth.State.PAUSED) {
      paused.add(health.name());
    } else {
      paused.remove(health.name());
    }
  }

  private void look() {
    timer = pace.after(EACH, this::look);
    url.ifPresent(
        set ->
            vitals
                .pulse(pace.nanos(), paused)
                .ailment()
                .ifPresentOrElse(
                    ailment -> say("the watchdog is not called: " + ailment), () -> call(set)));
  }

  private void call(Secret set) {
    HttpUrl to = HttpUrl.parse(set.reveal());
    OtherSide side = OtherSide.at("the watchdog", to, set);
    Question question = Question.get(to.pathAndQuery()).loggedInTo(to);
    Exchange.ask(vertx, pace, side, AT_MOST, question).onSuccess(answer -> tell(side, answer));
  }

  private void tell(OtherSide side, Answer answer) {
    if (!stopped) {
      say(
          answer.match(
              heard ->
                  heard.good()
                      ? ""
                      : "the watchdog at " + side.there() + " answers HTTP " + heard.status(),
              none -> "the watchdog is not reached: " + none.sentence()));
    }
  }

  /** Once for each trouble, and once when it is over. */
  private void say(String trouble) {
    if (trouble.isEmpty() && !said.isEmpty()) {
      log.info("the watchdog is called again");
    } else if (!trouble.isEmpty() && said.isEmpty()) {
      log.warn("{}", trouble);
    }
    said = trouble;
  }
}
