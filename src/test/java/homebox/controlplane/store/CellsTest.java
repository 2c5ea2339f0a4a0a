package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.jdbcclient.spi.JDBCDecoder;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.sql.SQLException;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sqlite.SQLiteDataSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CellsTest {
  private final Vertx vertx = Vertx.vertx();
  private final SQLiteDataSource source = new SQLiteDataSource();

  CellsTest() {
    source.setUrl("jdbc:sqlite::memory:");
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void vertx_finds_it() {
    assertThat(ServiceLoader.load(JDBCDecoder.class)).hasOnlyElementsOfType(Cells.class);
  }

  @Test
  void each_kind_is_read_as_it_is() throws Exception {
    Row row =
        JDBCPool.pool(vertx, source, new PoolOptions().setMaxSize(1))
            .query("SELECT 7, 7000000000, 0.5, 'seven', NULL, x'0708'")
            .execute()
            .await(10, TimeUnit.SECONDS)
            .iterator()
            .next();
    assertThat(row.getInteger(0)).isEqualTo(7);
    assertThat(row.getLong(0)).isEqualTo(7L);
    assertThat(row.getLong(1)).isEqualTo(7_000_000_000L);
    assertThat(row.getDouble(2)).isEqualTo(0.5);
    assertThat(row.getString(3)).isEqualTo("seven");
    assertThat(row.getValue(4)).isNull();
    assertThat(row.getValue(5)).isEqualTo(Buffer.buffer(new byte[] {7, 8}));
  }

  @Test
  void nobody_is_asked_for_the_type_of_a_column() throws Exception {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT 'seven'")) {
      row.next();
      assertThat(new Cells().parse(row, 1, CellsTest::asked)).isEqualTo("seven");
    }
  }

  private static <T> T asked(int column) throws SQLException {
    throw new SQLException("the type of column " + column + " was asked for");
  }
}
