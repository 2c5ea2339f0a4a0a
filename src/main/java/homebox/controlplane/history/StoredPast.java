package homebox.controlplane.history;

import homebox.controlplane.store.ReadableDatabase;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.ZoneId;
import java.util.function.Function;

/** The past as a database has it that we only look into: somebody else may be writing it. */
public final class StoredPast {
  private StoredPast() {}

  /**
   * Reads it once, as it is at one moment. It is not {@link Past#ready} where closed hours wait to
   * be summed up: a process that runs does that. Fails as the database does.
   *
   * @param zone in which days begin
   */
  public static Future<Past> read(ReadableDatabase database, Pace pace, ZoneId zone) {
    return database.read(
        connection ->
            connection
                .query("BEGIN")
                .execute()
                .compose(begun -> load(new Moment(connection), pace, zone))
                .eventually(() -> connection.query("ROLLBACK").execute()));
  }

  private static Future<Past> load(ReadableDatabase moment, Pace pace, ZoneId zone) {
    var past = new Past(pace, zone);
    return moment
        .read(CatalogReader::marks)
        .compose(
            marks ->
                new PastLoader(moment, pace, past).load(marks, past.calendar()).map(read -> marks))
        .map(
            marks -> {
              past.ready(Recall.caughtUp(marks));
              return past;
            });
  }

  /** All questions on one connection, in one transaction. */
  private record Moment(SqlConnection connection) implements ReadableDatabase {
    @Override
    public <T> Future<T> read(Function<SqlConnection, Future<T>> question) {
      return question.apply(connection);
    }
  }
}
