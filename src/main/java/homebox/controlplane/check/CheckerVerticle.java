package homebox.controlplane.check;

import homebox.controlplane.bus.Subscription;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one service again and again, and publishes each answer. Knows nobody who listens. */
public final class CheckerVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(CheckerVerticle.class);

  private final ServiceConfig service;
  private final Probe probe;
  private final Desk desk;
  private final Supplier<Level> known;
  private final BooleanSupplier rests;
  private CheckLoop loop;
  private List<Subscription> ears = List.of();

  /**
   * A checker that has not begun.
   *
   * @param known what the service counts as; asked when the checker hears of changes already
   * @param rests whether it is not to be asked until that is said; asked then, too
   */
  public CheckerVerticle(
      ServiceConfig service, Probe probe, Desk desk, Supplier<Level> known, BooleanSupplier rests) {
    this.service = service;
    this.probe = probe;
    this.desk = desk;
    this.known = known;
    this.rests = rests;
  }

  @Override
  public Future<?> start() {
    loop =
        new CheckLoop(
            service, probe, desk, task -> context.runOnContext(go -> task.run()), this::tell);
    ears =
        List.of(
            Confirmed.ADDRESS
                .of(service.id())
                .subscribe(vertx, confirmed -> loop.confirmed(confirmed.level())),
            AskNow.ADDRESS.of(service.id()).subscribe(vertx, wish -> loop.askNow()),
            Rest.ADDRESS.of(service.id()).subscribe(vertx, this::hear));
    if (!rests.getAsBoolean()) {
      loop.start(known.get());
    }
    return Future.succeededFuture();
  }

  private void hear(Rest rest) {
    if (rest.rests()) {
      loop.stop();
    } else {
      loop.resume(known.get());
    }
  }

  private void tell(CheckResult result) {
    if (log.isDebugEnabled()) {
      log.debug("{}", CheckLine.of(result));
    }
    CheckResult.ADDRESS.publish(vertx, result);
  }

  @Override
  public Future<?> stop() {
    loop.stop();
    return Future.join(ears.stream().map(Subscription::end).toList());
  }
}
