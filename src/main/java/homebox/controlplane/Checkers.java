package homebox.controlplane;

import homebox.controlplane.check.CheckerVerticle;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The checkers that run, one for each service that is watched. */
final class Checkers {
  private final Vertx vertx;
  private final Function<ServiceConfig, CheckerVerticle> make;
  private final Map<String, String> deployments = new ConcurrentHashMap<>();

  /** None runs yet. */
  Checkers(Vertx vertx, Function<ServiceConfig, CheckerVerticle> make) {
    this.vertx = vertx;
    this.make = make;
  }

  /** All of these, or none. */
  Future<Void> begin(List<ServiceConfig> services) {
    var begun = new ArrayList<Future<String>>();
    for (ServiceConfig service : services) {
      begun.add(
          vertx
              .deployVerticle(make.apply(service))
              .onSuccess(deployment -> deployments.put(service.id(), deployment)));
    }
    return Future.join(begun)
        .<Void>mapEmpty()
        .recover(cause -> end(services).transform(undone -> Future.failedFuture(cause)));
  }

  /** Those of these that run; what they are asking is answered to nobody. */
  Future<Void> end(List<ServiceConfig> services) {
    return end(services.stream().map(ServiceConfig::id).toList());
  }

  /** All. */
  Future<Void> endAll() {
    return end(List.copyOf(deployments.keySet()));
  }

  private Future<Void> end(Collection<String> ids) {
    return Future.join(
            ids.stream()
                .map(deployments::remove)
                .filter(Objects::nonNull)
                .map(vertx::undeploy)
                .toList())
        .mapEmpty();
  }
}
