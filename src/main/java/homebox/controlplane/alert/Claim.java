package homebox.controlplane.alert;

import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the messages of one change are written as claimed by, by channel; the others are due.
 *
 * @param nanos when that was decided, by the monotonic clock
 * @param at the same by the wall clock
 */
record Claim(Map<String, Ready> by, long nanos, Instant at) {
  /** All are due. */
  static final Claim NONE = new Claim(Map.of(), 0, Instant.EPOCH);

  private static final String LET_GO = Sql.named(Claim.class, "let-written-go");

  /** Copies the map. */
  Claim {
    by = Map.copyOf(by);
  }

  /** By whom; empty: it is due. */
  Optional<Ready> of(Message message) {
    return Optional.ofNullable(by.get(message.channel()));
  }

  /** When that ends, in ms of the wall clock. */
  long until(Ready claimer) {
    return at.plus(claimer.lease()).toEpochMilli();
  }

  /**
   * They were written, and nobody has heard of it: who had claimed them does not know it. They are
   * due, if they still stand so.
   *
   * @param late they were told meanwhile
   */
  Future<Void> letGo(SqlConnection connection, List<Message> messages, boolean late) {
    List<Tuple> values =
        messages.stream()
            .flatMap(
                message ->
                    of(message)
                        .map(
                            claimer ->
                                Tuple.of(
                                    late ? 1 : 0,
                                    message.channel(),
                                    message.key(),
                                    claimer.owner(),
                                    until(claimer)))
                        .stream())
            .toList();
    return values.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(LET_GO).executeBatch(values).mapEmpty();
  }
}
