package homebox.controlplane.cluster;

import homebox.controlplane.config.Revision;
import homebox.controlplane.config.Revision.Origin;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The configurations that held for all hosts, one after the other; the last one does. Fails as
 * {@link SideLine} does.
 */
public record Revisions(SideLine line) {
  private static final String OFFER = Sql.named(Revisions.class, "insert-new-revision");
  private static final String IMPOSE = Sql.named(Revisions.class, "insert-revision");
  private static final String REPEAT = Sql.named(Revisions.class, "repeat-revision");
  private static final String FORGET = Sql.named(Revisions.class, "forget-revisions");
  private static final String LAST = "SELECT max(number) FROM config_revision";
  private static final String KNOWN = "SELECT count(*) FROM config_revision WHERE hash = ?";
  private static final String ONE = Sql.named(Revisions.class, "select-revision");

  /** A host that starts: its file holds for all, unless one like it did before. */
  public Future<Void> offer(Revision own) {
    return insert(OFFER, values(own).addString(own.hash()))
        .compose(
            done ->
                done
                    ? forget()
                    : isKnown(own).compose(known -> known ? Future.succeededFuture() : offer(own)));
  }

  /**
   * It holds for all from now on, whatever did before.
   *
   * @return false if it did already
   */
  public Future<Boolean> impose(Revision own) {
    Tuple values =
        values(own)
            .addString(own.hash())
            .addString(own.origin().zone().getId())
            .addString(own.origin().language());
    return insert(IMPOSE, values)
        .compose(
            done ->
                done
                    ? forget().map(true)
                    : current()
                        .compose(
                            last ->
                                last.filter(own::saysLike).isPresent()
                                    ? Future.succeededFuture(false)
                                    : impose(own)));
  }

  /**
   * What a host's own file says holds for all from now on.
   *
   * @return false if nobody knows what it says
   */
  public Future<Boolean> impose(String node) {
    return line.ask(connection -> connection.preparedQuery(REPEAT).execute(Tuple.of(node)))
        .map(rows -> rows.rowCount() > 0);
  }

  /** The number of the one that holds; 0: there is none yet. */
  public Future<Long> last() {
    return line.ask(connection -> connection.query(LAST).execute())
        .map(rows -> Optional.ofNullable(rows.iterator().next().getLong(0)).orElse(0L));
  }

  /** What holds; empty: nothing yet. */
  public Future<Optional<Revision>> current() {
    return line.ask(connection -> connection.query(ONE).execute())
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(revision(rows.iterator().next())));
  }

  private Future<Boolean> isKnown(Revision own) {
    return line.ask(connection -> connection.preparedQuery(KNOWN).execute(Tuple.of(own.hash())))
        .map(rows -> rows.iterator().next().getLong(0) > 0);
  }

  /** False: another host was quicker. */
  private Future<Boolean> insert(String statement, Tuple values) {
    return line.<RowSet<Row>>ask(connection -> connection.preparedQuery(statement).execute(values))
        .map(rows -> rows.rowCount() > 0);
  }

  /** Texts of long ago that no host's own file says. */
  private Future<Void> forget() {
    return line.ask(connection -> connection.query(FORGET).execute()).mapEmpty();
  }

  private static Tuple values(Revision own) {
    return Tuple.of(
        own.hash(), own.node(), own.text(), own.origin().zone().getId(), own.origin().language());
  }

  private static Revision revision(Row row) {
    return new Revision(
        row.getLong(0),
        row.getString(1),
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        new Origin(ZoneId.of(row.getString(4)), row.getString(5)));
  }
}
