package homebox.controlplane.alert;

import homebox.controlplane.alert.Incident.End;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Failure;
import homebox.controlplane.config.Timing;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes the answers of one service that another program has had, in their order, through the state
 * step, each counted at once: who asked had its retries behind it. The incidents are kept; nobody
 * is told of them, and where the service stands now is not touched.
 */
public final class Hindsight {
  private static final String INCIDENT = Sql.named(Writing.class, "upsert-incident");
  private static final Timing AT_ONCE =
      new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, 1);

  private final String name;
  private List<Incident> ended = new ArrayList<>();
  private ServiceState state = ServiceState.UNKNOWN;

  /** Nothing was heard yet. {@code name} is what the service was called. */
  public Hindsight(String name) {
    this.name = name;
  }

  /** Takes the next answer in. */
  public void hear(CheckResult result) {
    ServiceState.Step step = state.after(result, AT_ONCE);
    state = step.state();
    step.transition().flatMap(change -> change.incidents().ended()).ifPresent(ended::add);
  }

  /** That was the last answer: what is open ends with it, for nobody watches any more. */
  public void end(Moment last) {
    state.incident().map(open -> open.end(last, End.REMOVED)).ifPresent(ended::add);
    state = ServiceState.UNKNOWN;
  }

  /** The incidents that have ended since this was asked last. */
  public List<Incident> ended() {
    List<Incident> all = ended;
    ended = new ArrayList<>();
    return all;
  }

  /** The job that keeps them; twice is once. */
  public Function<SqlConnection, Future<Void>> keep(List<Incident> incidents) {
    List<Tuple> rows = incidents.stream().map(this::row).toList();
    return connection ->
        rows.isEmpty()
            ? Future.succeededFuture()
            : connection.preparedQuery(INCIDENT).executeBatch(rows).mapEmpty();
  }

  private Tuple row(Incident incident) {
    Optional<Failure> failure = incident.failure();
    Incident.Ended end = incident.ended().orElseThrow();
    return Tuple.wrap(
        new ArrayList<>(
            Arrays.asList(
                incident.id(),
                incident.service(),
                name,
                incident.kind().name(),
                incident.started().at().toEpochMilli(),
                end.at().at().toEpochMilli(),
                incident.length().orElseThrow().toMillis(),
                end.why().name(),
                failure.map(why -> why.cause().name()).orElse(null),
                failure.map(Failure::sentence).filter(text -> !text.isEmpty()).orElse(null),
                failure.map(Failure::toJson).map(JsonObject::encode).orElse(null),
                null)));
  }
}
