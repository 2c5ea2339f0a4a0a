package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresQueryTest {
  private static final String PUT = "INSERT INTO setting (name, value) VALUES (?, ?)";

  private final Vertx vertx = Vertx.vertx();
  private PostgresBase base;
  private Database database;

  @BeforeEach
  void open(PostgresBase empty) throws Exception {
    base = empty;
    database =
        Database.open(vertx, new VertxPace(vertx), base.settings()).await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    database.close().await();
    vertx.close().await();
  }

  private RowSet<Row> write(
      String statement, Function<PreparedQuery<RowSet<Row>>, Future<RowSet<Row>>> how) {
    return database
        .writer()
        .submit(Lane.URGENT, connection -> how.apply(connection.preparedQuery(statement)))
        .await();
  }

  @Test
  void a_text_with_a_zero_character_is_kept() {
    write(PUT, query -> query.execute(Tuple.of("one", "a\0b\0")));
    write(PUT, query -> query.executeBatch(List.of(Tuple.of("two", "\0"), Tuple.of("three", "c"))));
    assertThat(
            base.ask(
                "SELECT name, value FROM setting WHERE name IN ('one', 'two', 'three')"
                    + " ORDER BY name"))
        .containsExactly(
            List.of("one", "a\ufffdb\ufffd"), List.of("three", "c"), List.of("two", "\ufffd"));
  }

  @Test
  void what_is_written_does_not_come_back() {
    RowSet<Row> written = write(PUT, query -> query.execute(Tuple.of("one", "1")));
    assertThat(written.rowCount()).isEqualTo(1);
    assertThat(written.property(JDBCPool.GENERATED_KEYS)).isNull();
  }
}
