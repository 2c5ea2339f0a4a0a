package homebox.controlplane.notify.bot;

import homebox.controlplane.bus.Subscription;
import homebox.controlplane.check.AskNow;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has services asked now, and waits for their answers, no longer than they may take. */
final class Asking {
  /** More are not asked for one question. */
  static final int MOST = 100;

  private static final Duration BESIDES = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Map<String, CheckResult> answers = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Promise<Map<String, CheckResult>> done = Promise.promise();
  private Subscription ear = Future::succeededFuture;

  private Asking() {}

  /** Their answers by id; of one that is missing none came in time. Never fails. */
  static Future<Map<String, CheckResult>> of(Vertx vertx, Pace pace, List<ServiceConfig> services) {
    var asking = new Asking();
    services.forEach(service -> asking.open.add(service.id()));
    asking.ear = CheckResult.ADDRESS.subscribe(vertx, asking::hear);
    Pace.Timer late = pace.after(patience(services), asking::end);
    asking.open.forEach(id -> AskNow.ADDRESS.of(id).publish(vertx, new AskNow(id)));
    return asking
        .done
        .future()
        .onComplete(
            all -> {
              late.cancel();
              asking.ear.end();
            });
  }

  private static Duration patience(List<ServiceConfig> services) {
    Duration longest =
        services.stream()
            .map(service -> service.timing().timeout())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO)
            .plus(BESIDES);
    return longest.compareTo(LONGEST) > 0 ? LONGEST : longest;
  }

  private void hear(CheckResult result) {
    if (open.remove(result.service())) {
      answers.put(result.service(), result);
      if (open.isEmpty()) {
        end();
      }
    }
  }

  private void end() {
    done.tryComplete(Map.copyOf(answers));
  }
}
