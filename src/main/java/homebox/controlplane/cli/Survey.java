package homebox.controlplane.cli;

import homebox.controlplane.check.Finding;
import homebox.controlplane.check.Inquiry;
import homebox.controlplane.check.http.HttpProbes;
import homebox.controlplane.cli.Errand.Tools;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks services, and shows how far it is. */
final class Survey {
  private final Tools tools;
  private final AtomicInteger settled = new AtomicInteger();

  Survey(Tools tools) {
    this.tools = tools;
  }

  /** What they are found to be, in the same order. */
  Future<List<Finding>> ask(List<ServiceConfig> services) {
    if (services.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    progress(services.size());
    var probes =
        new HttpProbes(tools.vertx(), tools.pace(), "control-plane/" + ControlPlane.version());
    var inquiry =
        new Inquiry(
            tools.vertx(),
            tools.pace(),
            tools.settings().process().maxConcurrentChecks(),
            service -> probes.of((HttpAsk) service.ask(), service.timing()));
    return probes
        .rehearse()
        .compose(ready -> inquiry.ask(services, finding -> heard(services.size())))
        .eventually(probes::close);
  }

  private void heard(int of) {
    settled.incrementAndGet();
    progress(of);
  }

  private void progress(int of) {
    tools.screen().progress("asked " + settled.get() + " of " + of + " …");
  }
}
