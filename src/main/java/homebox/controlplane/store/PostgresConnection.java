package homebox.controlplane.store;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.spi.DatabaseMetadata;

/** A connection to a PostgreSQL that takes the stores' statements as they are. */
record PostgresConnection(SqlConnection inner, PostgresSql sql) implements SqlConnection {
  @Override
  public Query<RowSet<Row>> query(String statement) {
    return inner.query(sql.of(statement));
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String statement) {
    return inner.preparedQuery(sql.of(statement));
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String statement, PrepareOptions options) {
    return inner.preparedQuery(sql.of(statement), options);
  }

  @Override
  public Future<PreparedStatement> prepare(String statement) {
    return inner.prepare(sql.of(statement));
  }

  @Override
  public Future<PreparedStatement> prepare(String statement, PrepareOptions options) {
    return inner.prepare(sql.of(statement), options);
  }

  @Override
  public SqlConnection exceptionHandler(Handler<Throwable> handler) {
    inner.exceptionHandler(handler);
    return this;
  }

  @Override
  public SqlConnection closeHandler(Handler<Void> handler) {
    inner.closeHandler(handler);
    return this;
  }

  @Override
  public Future<Transaction> begin() {
    return inner.begin();
  }

  @Override
  public Transaction transaction() {
    return inner.transaction();
  }

  @Override
  public boolean isSSL() {
    return inner.isSSL();
  }

  @Override
  public DatabaseMetadata databaseMetadata() {
    return inner.databaseMetadata();
  }

  @Override
  public Future<Void> close() {
    return inner.close();
  }
}
