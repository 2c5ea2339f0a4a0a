package homebox.controlplane.history;

import homebox.controlplane.alert.Absence;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.Writer.Lane;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has absences noted in the order in which they are said: with the planned end when they begin, for
 * the process may end before they do, and with the true one when they ended sooner. While the
 * database does not work the newest 20,000 wait. Belongs to one context.
 */
final class AbsenceBook {
  private static final Logger log = LoggerFactory.getLogger(AbsenceBook.class);

  private static final String INSERT = Sql.named(AbsenceBook.class, "insert-absence");
  private static final String DELETE = Sql.named(AbsenceBook.class, "delete-absence");
  private static final String STRANGER = Sql.named(AbsenceBook.class, "insert-stranger");
  private static final int PIECE = 250;
  private static final int ROOM = 20_000;
  private static final Duration SOON = Duration.ofMillis(100);

  private final Database database;
  private final Logbook logbook;
  private final Pace pace;
  private final Deque<Line> waiting = new ArrayDeque<>();
  private boolean writing;

  AbsenceBook(Database database, Logbook logbook, Pace pace) {
    this.database = database;
    this.logbook = logbook;
    this.pace = pace;
  }

  /** One service's share. */
  private record Line(
      String service, String kind, long from, long until, long planned, boolean over) {
    private static Line of(String service, Absence absence) {
      Instant until = absence.ended().orElse(absence.until());
      return new Line(
          service,
          absence.kind().name(),
          absence.from().toEpochMilli(),
          until.toEpochMilli(),
          absence.until().toEpochMilli(),
          absence.ended().isPresent());
    }

    Tuple insertion() {
      return Tuple.of(until, kind, until - from, service);
    }

    Tuple deletion() {
      return Tuple.of(planned, kind, service);
    }
  }

  /** Nobody waits for it. */
  void note(Absence absence) {
    absence.services().stream()
        .map(service -> Line.of(service, absence))
        .filter(line -> !line.over() || line.until() < line.planned())
        .forEach(this::add);
    writeNext();
  }

  private void add(Line line) {
    if (waiting.size() >= ROOM) {
      waiting.poll();
    }
    waiting.add(line);
  }

  private void writeNext() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    var piece = new ArrayList<Line>();
    while (piece.size() < PIECE && !waiting.isEmpty()) {
      piece.add(waiting.poll());
    }
    logbook
        .begin()
        .compose(
            begun ->
                database.writer().submit(Lane.ORDINARY, connection -> write(connection, piece)))
        .onComplete((done, cause) -> written(piece, cause));
  }

  private void written(List<Line> piece, Throwable cause) {
    writing = false;
    if (cause instanceof StoreUnavailable) {
      for (int n = piece.size() - 1; n >= 0; n--) {
        waiting.addFirst(piece.get(n));
      }
      database.working().onSuccess(works -> pace.after(SOON, this::writeNext));
      return;
    }
    if (cause != null) {
      log.error("{} absences are not noted: that time counts as watched", piece.size(), cause);
    }
    writeNext();
  }

  private static Future<Void> write(SqlConnection connection, List<Line> piece) {
    List<Tuple> over = piece.stream().filter(Line::over).map(Line::deletion).toList();
    List<Tuple> lines =
        piece.stream().filter(line -> line.until() > line.from()).map(Line::insertion).toList();
    List<Tuple> strangers =
        lines.isEmpty()
            ? List.of()
            : piece.stream().map(line -> Tuple.of(line.service(), line.service())).toList();
    return Batch.insert(connection, STRANGER, strangers)
        .compose(done -> Batch.insert(connection, INSERT, lines))
        .compose(done -> Batch.insert(connection, DELETE, over));
  }
}
