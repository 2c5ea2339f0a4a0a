package homebox.controlplane;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Probe;
import homebox.controlplane.config.Standpoint;
import io.vertx.core.Future;

/**
 * Asks a service from this node, which is one of several.
 *
 * @param asks as a host alone does
 */
record NearProbe(Standpoint here, Probe asks) implements Probe {
  @Override
  public Look look() {
    Look look = asks.look();
    return new Look() {
      @Override
      public Future<Answer> answer() {
        return look.answer().map(answer -> answer.from(here));
      }

      @Override
      public void abandon() {
        look.abandon();
      }
    };
  }
}
