package homebox.controlplane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresTest {
  @RepeatedTest(2)
  void each_test_has_an_empty_one(PostgresBase base) {
    base.change("CREATE TABLE here (number BIGINT)");
    base.change("INSERT INTO here VALUES (7)");
    assertThat(base.number("SELECT number FROM here")).isEqualTo(7);
  }

  @Test
  void it_is_the_oldest_that_we_promise_and_sorts_as_people_do(PostgresBase base) {
    assertThat(base.ask("SHOW server_version").get(0).get(0)).startsWith("15.");
    assertThat(base.ask("SELECT v FROM (VALUES ('b'), ('A'), ('a'), ('B')) AS t (v) ORDER BY v"))
        .containsExactly(List.of("a"), List.of("A"), List.of("b"), List.of("B"));
  }
}
