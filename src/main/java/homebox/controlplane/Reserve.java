package homebox.controlplane;

import homebox.controlplane.cluster.FarLook;
import homebox.controlplane.cluster.FarSight;
import homebox.controlplane.cluster.Membership;
import homebox.controlplane.cluster.Node;
import homebox.controlplane.cluster.Onlooker;
import homebox.controlplane.cluster.Request;
import homebox.controlplane.cluster.Self;
import homebox.controlplane.cluster.Sight;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Settings;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node does that stands ready: it answers whoever asks after its health, and looks at a
 * service when the one that decides wants to know what it sees. Belongs to one context.
 */
public final class Reserve {
  private final Lobby lobby;
  private final Eyewitness eyes;
  private final Onlooker<Request, Sight> voter;
  private final Onlooker<FarLook, FarSight> envoy;
  private final String host;
  private boolean attends;

  private Reserve(
      Lobby lobby,
      Eyewitness eyes,
      Onlooker<Request, Sight> voter,
      Onlooker<FarLook, FarSight> envoy,
      String host) {
    this.host = host;
    this.lobby = lobby;
    this.eyes = eyes;
    this.voter = voter;
    this.envoy = envoy;
  }

  /**
   * Of a node that does nothing yet.
   *
   * @param own the settings of this host
   * @param files reads its files anew; blocks
   */
  public static Reserve of(
      Vertx vertx, Pace pace, Settings own, Self self, Supplier<Reading> files, SideLine line) {
    int most = own.process().maxConcurrentChecks();
    var eyes = new Eyewitness(vertx, pace, self, most, files, line);
    var voter = Onlooker.voter(line, self.name(), pace, eyes::look);
    var envoy = Onlooker.envoy(line, self.name(), pace, eyes::report);
    return new Reserve(new Lobby(vertx, pace, own.web()), eyes, voter, envoy, self.host());
  }

  /** Stands ready. */
  void open() {
    lobby.open();
    eyes.open();
  }

  /**
   * That one decides: who asks for a page is shown that one's, and it may want to know something.
   */
  void decides(Node by) {
    lobby.leadsTo(Doorplate.read(by, host));
    attend();
  }

  /** Before somebody has decided there may be no tables yet. */
  private void attend() {
    if (!attends) {
      attends = true;
      voter.begin();
      envoy.begin();
    }
  }

  /** What it does for the one that decides. */
  Membership.Work work() {
    return new Membership.Work(eyes.asked(), Optional.empty());
  }

  /** What this host goes by has changed. */
  void revised() {
    eyes.forget();
  }

  /** Nobody decides now. */
  void nobodyDecides() {
    lobby.leadsTo(Optional.empty());
  }

  /** Is not needed any more. Never fails. */
  Future<Void> close() {
    attends = false;
    voter.end();
    envoy.end();
    return eyes.close().transform(closed -> lobby.close());
  }
}
