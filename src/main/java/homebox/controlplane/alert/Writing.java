package homebox.controlplane.alert;

import homebox.controlplane.check.Failure;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one change, all of it or nothing. Twice is once: a commit whose answer was lost is written
 * again.
 *
 * @param version what the row of the state gets; the one that is there must be one less
 * @param late the messages were told already, before they could be written
 * @param anew what the row said was not known when it was decided: incidents that it left open end
 * @param claim whose its messages are as soon as they stand there
 * @param again it was tried before, as claimed by {@code claim}; this time its messages are due
 */
record Writing(
    Change change, long version, boolean late, boolean anew, Claim claim, boolean again) {
  private static final String STATE = Sql.named(Writing.class, "upsert-state");
  private static final String TRANSITION = Sql.named(Writing.class, "insert-transition");
  private static final String INCIDENT = Sql.named(Writing.class, "upsert-incident");
  private static final String OTHERS = Sql.named(Writing.class, "end-other-incidents");
  private static final String ANNOUNCED =
      "UPDATE incident SET announced = ? WHERE id = ? AND announced IS NULL";
  private static final String MESSAGES = Sql.named(Writing.class, "insert-messages");

  /** One row of them. */
  private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String TOLD = Sql.named(Writing.class, "upsert-told");

  /** Somebody else has changed the state meanwhile: nothing was written. */
  static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stale(String service) {
      super("the state of " + service + " is not the one that was read");
    }
  }

  /**
   * Everything, in one transaction of the writer's.
   *
   * @return the messages that stand there by it, with their ids
   */
  Future<List<MessagesDue.Row>> on(SqlConnection connection) {
    return transition(connection)
        .compose(
            isNew ->
                isNew
                    ? rest(connection)
                    : claim.letGo(connection, change.messages(), late).map(List.of()));
  }

  private Future<Boolean> transition(SqlConnection connection) {
    if (change.transition().isEmpty()) {
      return Future.succeededFuture(true);
    }
    return execute(connection, TRANSITION, transition(change.transition().get()))
        .map(rows -> rows > 0);
  }

  /** The values of {@code insert-transition}. */
  static Tuple transition(Transition transition) {
    return tuple(
        transition.service(),
        transition.decided().at().toEpochMilli(),
        transition.since().at().toEpochMilli(),
        transition.change().from().name(),
        transition.change().to().name(),
        transition.incidents().ended().map(Incident::id).orElse(null),
        transition.incidents().opened().map(Incident::id).orElse(null));
  }

  private Future<List<MessagesDue.Row>> rest(SqlConnection connection) {
    Future<Void> written = state(connection).compose(done -> endOthers(connection));
    for (Incident incident : incidents()) {
      written = written.compose(done -> incident(connection, incident));
    }
    return written
        .compose(done -> announce(connection))
        .compose(
            done ->
                change.messages().isEmpty()
                    ? Future.succeededFuture(List.of())
                    : messages(connection));
  }

  private Future<Void> state(SqlConnection connection) {
    return execute(connection, STATE, state(change, version))
        .compose(
            rows ->
                rows > 0
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Stale(change.service().id())));
  }

  /** The values of {@code upsert-state}. */
  static Tuple state(Change change, long version) {
    ServiceState state = change.state();
    return tuple(
        change.service().id(),
        version,
        state.level().name(),
        state.since().orElseThrow().at().toEpochMilli(),
        state.incident().map(Incident::id).orElse(null),
        change.reminding().told(),
        change.reminding().next().map(Instant::toEpochMilli).orElse(null),
        change.flaps().text().orElse(null));
  }

  private Future<Void> endOthers(SqlConnection connection) {
    if (!anew) {
      return Future.succeededFuture();
    }
    return Moot.ending(
        connection,
        List.of(change.service().id()),
        () ->
            execute(
                connection,
                OTHERS,
                tuple(
                    change.state().since().orElseThrow().at().toEpochMilli(),
                    change.service().id(),
                    change.state().incident().map(Incident::id).orElse(""))));
  }

  private List<Incident> incidents() {
    var all = new ArrayList<Incident>();
    change.transition().ifPresent(step -> step.incidents().ended().ifPresent(all::add));
    change.transition().ifPresent(step -> step.incidents().opened().ifPresent(all::add));
    if (anew && all.isEmpty()) { // it may be gone with what was lost
      change.state().incident().ifPresent(all::add);
    }
    return all;
  }

  private Future<Void> incident(SqlConnection connection, Incident incident) {
    Optional<Failure> failure = incident.failure();
    return execute(
            connection,
            INCIDENT,
            tuple(
                incident.id(),
                incident.service(),
                change.service().name(),
                incident.kind().name(),
                incident.started().at().toEpochMilli(),
                incident.ended().map(end -> end.at().at().toEpochMilli()).orElse(null),
                incident.length().map(length -> length.toMillis()).orElse(null),
                incident.ended().map(end -> end.why().name()).orElse(null),
                failure.map(why -> why.cause().name()).orElse(null),
                failure.map(Failure::sentence).orElse(null),
                failure.map(Failure::toJson).map(JsonObject::encode).orElse(null),
                votes(incident).orElse(null),
                announced(incident).orElse(null)))
        .compose(
            done ->
                incident.ended().isPresent()
                    ? Moot.drop(connection, List.of(incident.id()))
                    : Future.succeededFuture());
  }

  private Optional<String> votes(Incident incident) {
    return change
        .transition()
        .filter(step -> step.incidents().opened().filter(incident::equals).isPresent())
        .flatMap(Transition::votes)
        .map(votes -> votes.toJson().encode());
  }

  /** An incident that is told of as it opens says so from its first row on. */
  private Optional<Long> announced(Incident incident) {
    return change.announces().filter(incident.id()::equals).map(id -> announced());
  }

  private long announced() {
    return change.messages().get(0).created().toEpochMilli();
  }

  private Future<Void> announce(SqlConnection connection) {
    Optional<String> late =
        change.announces().filter(id -> incidents().stream().noneMatch(one -> one.id().equals(id)));
    return late.isEmpty()
        ? Future.succeededFuture()
        : execute(connection, ANNOUNCED, tuple(announced(), late.get())).mapEmpty();
  }

  private Future<List<MessagesDue.Row>> messages(SqlConnection connection) {
    List<Tuple> told =
        change.messages().stream()
            .map(message -> tuple(message.service(), message.channel(), message.level()))
            .toList();
    return connection.preparedQuery(TOLD).executeBatch(told).compose(done -> insert(connection));
  }

  /**
   * Those that stand there by it, in their order; one that stood there before is not among them.
   */
  private Future<List<MessagesDue.Row>> insert(SqlConnection connection) {
    List<Message> all = change.messages();
    String rows = String.join(", ", Collections.nCopies(all.size(), VALUES));
    var values = new ArrayList<Object>();
    all.forEach(message -> values.addAll(row(message)));
    return connection
        .preparedQuery(MESSAGES.replace(VALUES, rows))
        .execute(Tuple.wrap(values))
        .map(
            found -> {
              var ids = new HashMap<List<String>, Long>();
              found.forEach(
                  row -> ids.put(List.of(row.getString(1), row.getString(2)), row.getLong(0)));
              return all.stream().flatMap(message -> row(ids, message).stream()).toList();
            });
  }

  private Optional<MessagesDue.Row> row(Map<List<String>, Long> ids, Message message) {
    return Optional.ofNullable(ids.get(List.of(message.channel(), message.key())))
        .map(id -> row(id, message));
  }

  private MessagesDue.Row row(long id, Message message) {
    return new MessagesDue.Row(id, message, claimer(message).map(claimer -> claim.nanos()));
  }

  private Optional<Ready> claimer(Message message) {
    return again || late ? Optional.empty() : claim.of(message);
  }

  private List<Object> row(Message message) {
    Optional<Ready> claimer = claimer(message);
    int claims = claimer.isPresent() ? 1 : 0;
    return Arrays.asList(
        message.channel(),
        message.key(),
        message.kind(),
        message.service(),
        message.incident(),
        message.level(),
        message.facts().encode(),
        claimer.isPresent() ? "SENDING" : "DUE",
        claims,
        message.created().toEpochMilli(),
        late ? 1 : 0,
        claims,
        claimer.map(Ready::owner).orElse(null),
        claimer.map(claim::until).orElse(null));
  }

  private static Future<Integer> execute(SqlConnection connection, String statement, Tuple values) {
    return connection.preparedQuery(statement).execute(values).map(rows -> rows.rowCount());
  }

  private static Tuple tuple(Object... values) {
    return Tuple.wrap(new ArrayList<>(Arrays.asList(values)));
  }
}
