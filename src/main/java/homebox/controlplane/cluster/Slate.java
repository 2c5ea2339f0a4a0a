package homebox.controlplane.cluster;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions are written on it and wiped off, a few hundred at a time: when a network goes,
 * everything fails at once. Belongs to one context.
 */
final class Slate {
  private static final Logger log = LoggerFactory.getLogger(Slate.class);

  /** So many are written at once: few enough for 20 ms. */
  private static final int MOST = 200;

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Database database;
  private final Pace pace;
  private final Statements statements;
  private final Deque<Question> opening = new ArrayDeque<>();
  private final Deque<String> closing = new ArrayDeque<>();
  private boolean writing;

  /**
   * What is executed.
   *
   * @param insert one question; twice is once
   * @param delete one, by its name
   * @param clear all of them
   * @param after when some were wiped off
   */
  record Statements(String insert, String delete, String clear, Optional<String> after) {}

  private record Question(String round, Tuple row) {}

  Slate(Database database, Pace pace, Statements statements) {
    this.database = database;
    this.pace = pace;
    this.statements = statements;
  }

  /** Before anything is asked; where that fails others look once at what nobody wants to know. */
  void clear() {
    database
        .writer()
        .submit(
            Lane.ORDINARY,
            connection ->
                connection.query(statements.clear()).execute().compose(done -> after(connection)))
        .onFailure(away -> log.debug("old questions stay: {}", away.getMessage()));
  }

  /** Asks it. */
  void open(String round, Tuple row) {
    opening.add(new Question(round, row));
    write();
  }

  /** It may be under way to be written: then it is taken back after that. */
  void close(String round) {
    if (!opening.removeIf(question -> question.round().equals(round))) {
      closing.add(round);
      write();
    }
  }

  private void write() {
    if (writing || opening.isEmpty() && closing.isEmpty()) {
      return;
    }
    writing = true;
    List<Question> asked = next(opening);
    List<String> over = next(closing);
    database
        .writer()
        .submit(Lane.ORDINARY, connection -> write(connection, asked, over))
        .onComplete(
            (done, away) -> {
              writing = false;
              if (away == null) {
                write();
              } else {
                putBack(asked);
                closing.addAll(over);
                pace.after(AGAIN, () -> database.working().onSuccess(works -> write()));
              }
            });
  }

  /** Twice is once. They go first, for one that is over by now must be written before its end. */
  private void putBack(List<Question> asked) {
    for (int last = asked.size() - 1; last >= 0; last--) {
      opening.addFirst(asked.get(last));
    }
  }

  private static <T> List<T> next(Deque<T> waiting) {
    var some = new ArrayList<T>();
    while (some.size() < MOST && !waiting.isEmpty()) {
      some.add(waiting.poll());
    }
    return some;
  }

  private Future<Void> write(SqlConnection connection, List<Question> asked, List<String> over) {
    return batch(connection, statements.insert(), asked.stream().map(Question::row).toList())
        .compose(
            done -> batch(connection, statements.delete(), over.stream().map(Tuple::of).toList()))
        .compose(done -> over.isEmpty() ? Future.succeededFuture() : after(connection));
  }

  private Future<Void> after(SqlConnection connection) {
    return statements
        .after()
        .map(it -> connection.query(it).execute().<Void>mapEmpty())
        .orElseGet(Future::succeededFuture);
  }

  private static Future<Void> batch(SqlConnection connection, String statement, List<Tuple> rows) {
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(statement).executeBatch(rows).mapEmpty();
  }
}
