package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HandPace pace = new HandPace(Instant.parse("2026-02-16T12:00:00Z"));
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @TempDir Path folder;
  private Database database;
  private Writer writer;

  @BeforeEach
  void open() throws Exception {
    database = wait(Database.open(vertx, pace, folder.resolve("history.db")));
    writer = database.writer();
  }

  @AfterEach
  void close() throws Exception {
    wait(database.close());
    wait(vertx.close());
  }

  @Test
  void urgent_jobs_go_before_ordinary_ones_but_interrupt_none() throws Exception {
    Promise<Void> gate = Promise.promise();
    Future<Void> first = writer.submit(Lane.ORDINARY, connection -> gate.future());
    Future<Void> second = writer.submit(Lane.ORDINARY, job("ordinary"));
    Future<Void> third = writer.submit(Lane.URGENT, job("urgent"));
    gate.complete();
    wait(Future.all(first, second, third));
    assertThat(order).containsExactly("urgent", "ordinary");
  }

  @Test
  void a_job_is_in_the_database_altogether_or_not_at_all() throws Exception {
    assertThatThrownBy(
            () ->
                wait(
                    writer.submit(
                        Lane.URGENT,
                        connection ->
                            set(connection, "a")
                                .compose(done -> Future.failedFuture("changed its mind")))))
        .hasMessage("changed its mind");
    wait(writer.submit(Lane.URGENT, connection -> set(connection, "b")));
    assertThat(
            homebox.controlplane.testkit.Database.ask(
                folder.resolve("history.db"), "SELECT name FROM setting WHERE value = 'set'"))
        .containsExactly(List.of("b"));
    assertThat(database.trouble()).isEmpty();
  }

  @Test
  void a_statement_that_the_database_refuses_is_the_jobs_own_affair() {
    assertThatThrownBy(
            () ->
                wait(
                    writer.submit(
                        Lane.ORDINARY,
                        connection -> set(connection, "a").compose(done -> set(connection, "a")))))
        .hasMessageContaining("UNIQUE");
    assertThat(database.trouble()).isEmpty();
  }

  @Test
  void a_job_that_throws_fails_and_the_next_one_runs() throws Exception {
    assertThatThrownBy(
            () ->
                wait(
                    writer.submit(
                        Lane.ORDINARY,
                        connection -> {
                          throw new IllegalStateException("a bug");
                        })))
        .hasMessage("a bug");
    wait(writer.submit(Lane.ORDINARY, job("next")));
    assertThat(order).containsExactly("next");
  }

  @Test
  void a_job_that_hangs_is_given_up_and_the_file_opened_again() throws Exception {
    Promise<Void> never = Promise.promise();
    Promise<Void> begun = Promise.promise();
    Future<Void> hangs =
        writer.submit(
            Lane.ORDINARY,
            connection ->
                set(connection, "half")
                    .compose(
                        done -> {
                          begun.complete();
                          return never.future();
                        }));
    wait(begun.future());
    advance(Writer.DEADLINE);
    assertThatThrownBy(() -> wait(hangs)).isInstanceOf(StoreUnavailable.class);
    never.complete(); // too late: its transaction must not be committed, and lets the file go
    while (database.trouble().isPresent()) {
      advance(Database.TICK);
    }
    wait(writer.submit(Lane.ORDINARY, job("next")));
    assertThat(order).containsExactly("next");
    assertThat(
            homebox.controlplane.testkit.Database.number(
                folder.resolve("history.db"), "SELECT count(*) FROM setting WHERE name = 'half'"))
        .isZero();
  }

  @Test
  void one_job_too_many_is_refused() throws Exception {
    Promise<Void> gate = Promise.promise();
    List<Future<Void>> jobs = new ArrayList<>();
    for (int n = 0; n < Writer.PLACES + 1; n++) {
      jobs.add(writer.submit(Lane.ORDINARY, connection -> gate.future()));
    }
    Future<Void> tooMany = writer.submit(Lane.ORDINARY, connection -> gate.future());
    assertThatThrownBy(() -> wait(tooMany)).hasMessageContaining("too much to do");
    gate.complete();
    wait(Future.all(jobs));
  }

  @Test
  void only_urgent_jobs_wait_for_the_disk() throws Exception {
    assertThat(wait(writer.submit(Lane.URGENT, WriterTest::synchronous))).isEqualTo(2);
    assertThat(wait(writer.submit(Lane.ORDINARY, WriterTest::synchronous))).isEqualTo(1);
  }

  @Test
  void a_reader_waits_for_no_job_and_no_other_reader() throws Exception {
    Promise<Void> gate = Promise.promise();
    Future<Void> job = writer.submit(Lane.ORDINARY, connection -> gate.future());
    Future<Void> reader = database.read(connection -> gate.future());
    assertThat(wait(database.read(WriterTest::synchronous))).isEqualTo(1);
    assertThatThrownBy(() -> wait(database.read(connection -> set(connection, "a"))))
        .hasMessageContaining("readonly");
    gate.complete();
    wait(Future.all(job, reader));
  }

  private Function<SqlConnection, Future<Void>> job(String name) {
    return connection -> {
      order.add(name);
      return Future.succeededFuture();
    };
  }

  private static Future<Void> set(SqlConnection connection, String name) {
    return connection
        .query("INSERT INTO setting (name, value) VALUES ('" + name + "', 'set')")
        .execute()
        .mapEmpty();
  }

  private static Future<Integer> synchronous(SqlConnection connection) {
    return connection
        .query("PRAGMA synchronous")
        .execute()
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  private void advance(Duration by) throws Exception {
    Context loop = vertx.getOrCreateContext();
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        now -> {
          pace.advance(by);
          done.complete();
        });
    wait(done.future());
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
