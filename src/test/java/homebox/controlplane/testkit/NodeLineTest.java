package homebox.controlplane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
@ExtendWith(Postgres.class)
class NodeLineTest {
  private static final String OTHERS =
      "SELECT count(*) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND pid <> pg_backend_pid()";

  private NodeLine line;
  private NodeLine other;

  @BeforeEach
  void use(PostgresBase base) {
    line = new NodeLine(base);
    other = new NodeLine(base);
  }

  @AfterEach
  void close() {
    line.close();
    other.close();
  }

  private static int one(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static CompletableFuture<Integer> later(Connection connection) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return one(connection);
          } catch (SQLException broken) {
            throw new AssertionError(broken);
          }
        });
  }

  @Test
  void one_that_is_cut_is_cut_for_who_has_it_alone_until_it_is_mended() throws SQLException {
    try (Connection ours = line.there().connect();
        Connection others = other.there().connect()) {
      assertThat(one(ours)).isEqualTo(1);
      line.cut();
      assertThatThrownBy(() -> one(ours)).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> line.there().connect()).isInstanceOf(SQLException.class);
      assertThat(one(others)).isEqualTo(1);
      line.mend();
      assertThat(line.there().number("SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void the_server_hears_of_the_cut(PostgresBase base) throws Exception {
    try (Connection ours = line.there().connect()) {
      assertThat(one(ours)).isEqualTo(1);
      line.cut();
      assertThatThrownBy(() -> one(ours)).isInstanceOf(SQLException.class);
      while (base.number(OTHERS) > 0) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
  }

  @Test
  void one_that_stands_still_goes_on_where_it_was() throws Exception {
    try (Connection ours = line.there().connect();
        Connection others = other.there().connect()) {
      line.freeze();
      CompletableFuture<Integer> late = later(ours);
      assertThatThrownBy(() -> late.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(one(others)).isEqualTo(1);
      line.thaw();
      assertThat(late.get()).isEqualTo(1);
      assertThat(one(ours)).isEqualTo(1);
    }
  }

  @Test
  void one_that_is_slow_takes_its_time_each_way() throws SQLException {
    try (Connection ours = line.there().connect()) {
      line.delay(100);
      long from = System.nanoTime();
      assertThat(one(ours)).isEqualTo(1);
      assertThat(System.nanoTime() - from).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
      line.delay(0);
      assertThat(one(ours)).isEqualTo(1);
    }
  }
}
