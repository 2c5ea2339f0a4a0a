package homebox.controlplane;

import homebox.controlplane.alert.Panel;
import homebox.controlplane.alert.Votes;
import homebox.controlplane.alert.Votes.Saw;
import homebox.controlplane.alert.Votes.Vote;
import homebox.controlplane.cluster.Ballot;
import homebox.controlplane.cluster.Council;
import homebox.controlplane.cluster.Standpoints;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The nodes that stand ready, as those who see what the one that decides does not. */
record Jury(Council council) implements Panel {
  /** Their way to the database and back. */
  private static final Duration WAY = Duration.ofSeconds(1);

  @Override
  public void ask(ServiceConfig service) {
    var from = new Standpoints(service.locations());
    council.open(service.id(), service.ask().shownUrl(), from);
  }

  @Override
  public Future<Optional<Votes>> verdict(ServiceConfig service) {
    return council.count(service.id(), service.timing().timeout().plus(WAY)).map(Jury::votes);
  }

  @Override
  public void over(String service) {
    council.close(service);
  }

  private static Optional<Votes> votes(List<Ballot> ballots) {
    return ballots.isEmpty()
        ? Optional.empty()
        : Optional.of(new Votes(ballots.stream().map(Jury::vote).toList()));
  }

  private static Vote vote(Ballot ballot) {
    return new Vote(ballot.node(), ballot.location(), Saw.valueOf(ballot.saw()), ballot.error());
  }
}
