package homebox.controlplane.alert;

import homebox.controlplane.alert.ServiceState.Step;
import homebox.controlplane.bus.Subscription;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Confirmed;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears every answer, takes the step, and says what came of it. It counts; it never schedules. */
public final class AlertVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(AlertVerticle.class);

  private final Map<String, ServiceConfig> services = new HashMap<>();
  private final Map<String, ServiceState> states = new HashMap<>();
  private Subscription results;

  /** Judges the answers of these services; others are not heard. */
  public AlertVerticle(List<ServiceConfig> services) {
    services.forEach(service -> this.services.put(service.id(), service));
  }

  @Override
  public Future<?> start() {
    results = CheckResult.ADDRESS.subscribe(vertx, this::judge);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return results.end();
  }

  private void judge(CheckResult result) {
    ServiceConfig service = services.get(result.service());
    if (service == null) {
      return;
    }
    ServiceState before = states.getOrDefault(result.service(), ServiceState.UNKNOWN);
    Step step = before.after(result, service.timing());
    states.put(result.service(), step.state());
    step.transition().ifPresent(transition -> say(service, transition));
    Standing standing = step.state().standing(service.id(), service.timing());
    if (!standing.equals(before.standing(service.id(), service.timing()))) {
      Standing.ADDRESS.publish(vertx, standing);
    }
  }

  private void say(ServiceConfig service, Transition transition) {
    log.info("{}", ChangeLine.of(service.name(), transition));
    Confirmed.ADDRESS
        .of(service.id())
        .publish(vertx, new Confirmed(service.id(), transition.change().to()));
    Transition.ADDRESS.publish(vertx, transition);
  }
}
