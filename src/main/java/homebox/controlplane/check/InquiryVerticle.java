package homebox.controlplane.check;

import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/** Asks one service until it is settled what it is: as a checker would that knew it as UP. */
final class InquiryVerticle extends VerticleBase {
  private final Promise<Finding> finding = Promise.promise();
  private final ServiceConfig service;
  private final Probe probe;
  private final Desk desk;
  private CheckLoop loop;
  private Run run = Run.NONE;

  InquiryVerticle(ServiceConfig service, Probe probe, Desk desk) {
    this.service = service;
    this.probe = probe;
    this.desk = desk;
  }

  /** What came of it. */
  Future<Finding> finding() {
    return finding.future();
  }

  @Override
  public Future<?> start() {
    loop =
        new CheckLoop(
            service, probe, desk, task -> context.runOnContext(go -> task.run()), this::hear);
    loop.startNow(Level.UP);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    loop.stop();
    return Future.succeededFuture();
  }

  private void hear(CheckResult result) {
    Level seen = result.outcome().level();
    run = run.after(Level.UP, seen);
    if (!run.open(service.timing())) {
      finding.tryComplete(
          new Finding(service, run.complete(service.timing()) ? run.verdict() : seen, result));
    }
  }
}
