package homebox.controlplane.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/**
 * A question to a PostgreSQL. No text there can hold a zero character, which an answer from outside
 * may well have: it is kept as the sign for what cannot be read.
 */
record PostgresQuery<T>(PreparedQuery<T> inner) implements PreparedQuery<T> {
  @Override
  public Future<T> execute() {
    return inner.execute();
  }

  @Override
  public Future<T> execute(Tuple values) {
    return inner.execute(readable(values));
  }

  @Override
  public Future<T> executeBatch(List<Tuple> batch) {
    return inner.executeBatch(batch.stream().map(PostgresQuery::readable).toList());
  }

  @Override
  public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
    return new PostgresQuery<>(inner.collecting(collector));
  }

  @Override
  public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
    return new PostgresQuery<>(inner.mapping(mapper));
  }

  /** Nearly always the same. */
  private static Tuple readable(Tuple values) {
    for (int n = 0; n < values.size(); n++) {
      if (hasZero(values.getValue(n))) {
        return replaced(values);
      }
    }
    return values;
  }

  private static Tuple replaced(Tuple values) {
    Tuple all = Tuple.tuple();
    for (int n = 0; n < values.size(); n++) {
      Object value = values.getValue(n);
      all.addValue(hasZero(value) ? ((String) value).replace('\0', '\ufffd') : value);
    }
    return all;
  }

  private static boolean hasZero(Object value) {
    return value instanceof String text && text.indexOf('\0') >= 0;
  }
}
