package homebox.controlplane.notify;

import homebox.controlplane.alert.Moot;
import homebox.controlplane.notify.LostStore.Lost;
import homebox.controlplane.notify.Unkept.Told;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The outbox in the database. Every write names the epoch that it knows: one that somebody else has
 * claimed since is left alone. Fails as {@link Database} does.
 */
final class MessageStore {
  /** So many rows are read at once. */
  static final int MOST = 500;

  private static final String DUE = Sql.named(MessageStore.class, "select-due");
  private static final String CLAIM = Sql.named(MessageStore.class, "claim");
  private static final String LET_GO = Sql.named(MessageStore.class, "let-go");
  private static final String SENT = Sql.named(MessageStore.class, "mark-sent");
  private static final String LATER = Sql.named(MessageStore.class, "mark-due");
  private static final String FAILED = Sql.named(MessageStore.class, "mark-failed");
  private static final String TOLD = Sql.named(MessageStore.class, "set-told-back");
  private static final String TAKE_BACK = Sql.named(MessageStore.class, "take-back");
  private static final String RECLAIM = Sql.named(MessageStore.class, "reclaim");
  private static final String ANNOUNCEMENT = Sql.named(MessageStore.class, "select-announcement");
  private static final String CHANNEL = Sql.named(MessageStore.class, "upsert-channel");
  private static final String CHANNELS =
      "SELECT name, state, since, why, mend, retry_at, given_up, given_up_since"
          + " FROM channel_state";

  private final Database database;
  private final String owner;
  private final Lane lane;

  MessageStore(Database database, String owner) {
    this(database, owner, Lane.URGENT);
  }

  private MessageStore(Database database, String owner, Lane lane) {
    this.database = database;
    this.owner = owner;
    this.lane = lane;
  }

  /**
   * The same for the log: people wait for what is written for the other channels, and a power cut
   * costs no more than a line that stands there twice.
   */
  MessageStore patient() {
    return new MessageStore(database, owner, Lane.ORDINARY);
  }

  /** What is kept of a channel. */
  record Kept(
      ChannelHealth.State state,
      Instant since,
      Optional<String> why,
      Optional<String> mend,
      Optional<Instant> retryAt) {}

  /** A channel's name, what is kept of it, and what it has given up without a word. */
  record Named(String name, Kept kept, Optional<Lost> lost) {}

  /** True where another process may be delivering while the database does not answer us. */
  boolean isShared() {
    return database.isShared();
  }

  /** Done when the database works, or works again. */
  Future<Void> working() {
    return database.working();
  }

  /**
   * What an earlier life of ours was sending is due again, and may have arrived: nobody else has
   * this file. A reminder that nobody needs any more is not.
   */
  Future<Void> takeBack() {
    return write(
        connection ->
            connection
                .preparedQuery(TAKE_BACK)
                .execute(tuple(owner))
                .compose(done -> Moot.dropAll(connection)));
  }

  /**
   * What we had claimed so long ago that it cannot be on its way is due again, whatever went wrong:
   * the server that has taken over did not have the mark, say. It goes by no epoch.
   *
   * @return true if there was such a one
   */
  Future<Boolean> reclaim(Instant now) {
    return database
        .writer()
        .submit(
            lane,
            connection ->
                connection
                    .preparedQuery(RECLAIM)
                    .execute(tuple(owner, now.toEpochMilli()))
                    .map(rows -> rows.rowCount() > 0));
  }

  /** In their order, {@link #MOST} at most. */
  Future<List<OutboxRow>> due(String channel) {
    return database
        .read(connection -> connection.preparedQuery(DUE).execute(Tuple.of(channel)))
        .map(MessageStore::rows);
  }

  /** Claims them; {@code until}: by then it will have been marked, or we are dead. */
  Future<Void> claim(List<OutboxRow> rows, Instant until) {
    return each(CLAIM, rows, row -> tuple(owner, until.toEpochMilli(), row.id(), row.epoch()));
  }

  /** They are due again if they stand as claimed by us and by that {@link #claim}: unsent. */
  Future<Void> letGo(List<OutboxRow> rows) {
    return each(LET_GO, rows, row -> tuple(row.id(), row.epoch() + 1, owner));
  }

  Future<Void> sent(List<OutboxRow> rows, Told told) {
    return each(SENT, rows, row -> sent(row, told));
  }

  private static Tuple sent(OutboxRow row, Told told) {
    return tuple(
        told.at().toEpochMilli(),
        told.sent().answer(),
        told.sent().reference().orElse(null),
        row.id(),
        row.epoch() + 1);
  }

  Future<Void> later(List<OutboxRow> rows, String answer, boolean ambiguous, Instant next) {
    List<String> reminded =
        rows.stream()
            .filter(row -> row.stored() && row.kind() == Kind.REMINDER)
            .flatMap(row -> row.incident().stream())
            .toList();
    Function<OutboxRow, Tuple> values =
        row -> tuple(next.toEpochMilli(), answer, ambiguous ? 1 : 0, row.id(), row.epoch() + 1);
    return reminded.isEmpty()
        ? each(LATER, rows, values)
        : write(
            connection ->
                batch(connection, LATER, rows, values)
                    .compose(done -> Moot.drop(connection, reminded)));
  }

  /**
   * The message that told of lost ones has arrived: nothing is lost any more that nobody knows of.
   */
  Future<Void> lostTold(String channel, List<OutboxRow> rows, Told told) {
    return write(
        connection ->
            batch(connection, SENT, rows, row -> sent(row, told))
                .compose(done -> LostStore.told(connection, channel)));
  }

  /**
   * Given up; what was last told is what was delivered.
   *
   * @param lost what nobody knows of yet; empty: they were given up for what the other side said,
   *     and may have arrived
   */
  Future<Void> failed(
      String channel, List<OutboxRow> rows, String answer, Optional<Lost> lost, Instant now) {
    int doubtful = lost.isPresent() ? 0 : 1;
    return write(
        connection ->
            batch(
                    connection,
                    FAILED,
                    rows,
                    row -> tuple(answer, doubtful, row.id(), row.epoch() + 1))
                .compose(done -> batch(connection, TOLD, rows, row -> tuple(channel, row.about())))
                .compose(
                    done ->
                        lost.isPresent()
                            ? LostStore.count(connection, channel, lost.get(), now)
                            : Future.succeededFuture()));
  }

  /** The other side's name for the message that told there of an incident, and of nothing else. */
  Future<Optional<String>> announcement(String channel, String incident) {
    return database
        .read(
            connection ->
                connection.preparedQuery(ANNOUNCEMENT).execute(Tuple.of(incident, channel)))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getString(0)));
  }

  Future<List<Named>> channels() {
    return database
        .read(connection -> connection.query(CHANNELS).execute())
        .map(
            rows -> {
              var all = new ArrayList<Named>();
              rows.forEach(row -> all.add(new Named(row.getString(0), kept(row), lost(row))));
              return List.copyOf(all);
            });
  }

  Future<Void> keep(String channel, Kept kept) {
    Tuple values =
        tuple(
            channel,
            kept.state().name(),
            kept.since().toEpochMilli(),
            kept.why().orElse(null),
            kept.mend().orElse(null),
            kept.retryAt().map(Instant::toEpochMilli).orElse(null));
    return write(connection -> connection.preparedQuery(CHANNEL).execute(values).mapEmpty());
  }

  /** What stands nowhere needs no transaction: on a disk that hangs it would wait for one. */
  private Future<Void> each(String statement, List<OutboxRow> rows, Function<OutboxRow, Tuple> of) {
    return rows.stream().anyMatch(OutboxRow::stored)
        ? write(connection -> batch(connection, statement, rows, of))
        : Future.succeededFuture();
  }

  private static Future<Void> batch(
      SqlConnection connection,
      String statement,
      List<OutboxRow> rows,
      Function<OutboxRow, Tuple> of) {
    List<Tuple> values = rows.stream().filter(OutboxRow::stored).map(of).toList();
    return values.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(statement).executeBatch(values).mapEmpty();
  }

  private Future<Void> write(Function<SqlConnection, Future<Void>> job) {
    return database.writer().submit(lane, job);
  }

  private static List<OutboxRow> rows(RowSet<Row> found) {
    var rows = new ArrayList<OutboxRow>(found.size());
    found.forEach(row -> rows.add(row(row)));
    return List.copyOf(rows);
  }

  /** One of {@code select-due}. */
  static OutboxRow row(Row row) {
    return new OutboxRow(
        row.getLong(0),
        row.getLong(1),
        row.getString(2),
        Kind.valueOf(row.getString(3)),
        Optional.ofNullable(row.getString(4)).orElse(""),
        new JsonObject(row.getString(7)),
        row.getInteger(8),
        Instant.ofEpochMilli(row.getLong(9)),
        row.getInteger(10) == 1,
        Optional.ofNullable(row.getString(11)));
  }

  private static Kept kept(Row row) {
    return new Kept(
        ChannelHealth.State.valueOf(row.getString(1)),
        Instant.ofEpochMilli(row.getLong(2)),
        Optional.ofNullable(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getLong(5)).map(Instant::ofEpochMilli));
  }

  private static Optional<Lost> lost(Row row) {
    return row.getInteger(6) == 0
        ? Optional.empty()
        : Optional.of(new Lost(row.getInteger(6), Instant.ofEpochMilli(row.getLong(7))));
  }

  private static Tuple tuple(Object... values) {
    return Tuple.wrap(new ArrayList<>(Arrays.asList(values)));
  }
}
