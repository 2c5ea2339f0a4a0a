package homebox.controlplane.alert;

import homebox.controlplane.alert.IncidentStore.StoredIncident;
import homebox.controlplane.alert.Obeyed.Refused;
import homebox.controlplane.alert.Obeyed.Why;
import homebox.controlplane.alert.Order.Acknowledge;
import homebox.controlplane.alert.Order.Note;
import homebox.controlplane.alert.Order.OfIncident;
import homebox.controlplane.store.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes down what somebody wants of an incident, by what its row says then. */
record FollowUpWriting(OfIncident order, String by, Instant now) {
  /** Notes of an incident. */
  static final int MOST = 100;

  private static final String ACKNOWLEDGE = Sql.named(FollowUpWriting.class, "acknowledge");
  private static final String NOTE = Sql.named(FollowUpWriting.class, "insert-note");
  private static final String COUNT = "SELECT count(*) FROM incident_note WHERE incident = ?";

  private static final Refused NONE =
      new Refused(Why.NO_INCIDENT, "No incident has this id; /api/v1/incidents lists them all.");
  private static final Refused OVER =
      new Refused(Why.OVER, "This incident has ended: there is nothing left to acknowledge.");
  private static final Refused TOO_LONG =
      new Refused(Why.OUT_OF_RANGE, "A note has 1 to 1,000 characters; write a shorter one.");
  private static final Refused EMPTY =
      new Refused(Why.OUT_OF_RANGE, "The note is empty; write 1 to 1,000 characters.");
  private static final Refused UNREADABLE =
      new Refused(
          Why.OUT_OF_RANGE,
          "The note has characters that cannot be shown; leave control characters out.");
  private static final Refused FULL =
      new Refused(Why.OUT_OF_RANGE, "This incident has 100 notes, and no room for more.");

  /**
   * What came of it.
   *
   * @param changed the incident as it is now; empty if it is as it was
   * @param acknowledged true if it was nobody's before
   */
  record Done(Obeyed obeyed, Optional<StoredIncident> changed, boolean acknowledged) {
    /** For the log. */
    String line(String by) {
      return acknowledged ? "acknowledged by " + by : "a note by " + by;
    }
  }

  /** In a transaction of the writer's. */
  Future<Done> on(SqlConnection connection) {
    Optional<Refused> fault = text().flatMap(FollowUpWriting::fault);
    return fault.isPresent()
        ? refused(fault.get())
        : IncidentStore.find(connection, order.incident())
            .compose(found -> found.isEmpty() ? refused(NONE) : on(connection, found.get()));
  }

  private Future<Done> on(SqlConnection connection, StoredIncident incident) {
    if (order instanceof Note) {
      return note(connection, incident);
    }
    if (incident.ended().isPresent()) {
      return refused(OVER);
    }
    if (incident.acknowledged().isPresent()) { // the first one stays; what is new is a note
      return text().isPresent() ? note(connection, incident) : done(incident, Optional.empty());
    }
    return acknowledge(connection, incident);
  }

  private Future<Done> acknowledge(SqlConnection connection, StoredIncident incident) {
    var acknowledged = new Acknowledged(by, now, text());
    return connection
        .preparedQuery(ACKNOWLEDGE)
        .execute(tuple(now.toEpochMilli(), by, text().orElse(null), incident.id()))
        .compose(written -> Moot.drop(connection, List.of(incident.id())))
        .map(written -> new Done(obeyed(incident), Optional.of(incident.with(acknowledged)), true));
  }

  private Future<Done> note(SqlConnection connection, StoredIncident incident) {
    return connection
        .preparedQuery(COUNT)
        .execute(Tuple.of(incident.id()))
        .map(rows -> rows.iterator().next().getInteger(0))
        .compose(
            notes ->
                notes >= MOST
                    ? refused(FULL)
                    : connection
                        .preparedQuery(NOTE)
                        .execute(tuple(incident.id(), now.toEpochMilli(), by, text().orElseThrow()))
                        .compose(written -> done(incident, Optional.of(incident))));
  }

  /** Lines end as they do here; who acknowledges with nothing but blanks has said nothing. */
  private Optional<String> text() {
    if (order instanceof Acknowledge acknowledge) {
      return acknowledge.note().map(FollowUpWriting::clean).filter(text -> !text.isEmpty());
    }
    return Optional.of(clean(((Note) order).text()));
  }

  private static String clean(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').strip();
  }

  private static Optional<Refused> fault(String text) {
    if (text.isEmpty()) {
      return Optional.of(EMPTY);
    }
    if (text.codePointCount(0, text.length()) > Order.Note.LONGEST) {
      return Optional.of(TOO_LONG);
    }
    boolean readable =
        text.codePoints().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c));
    return readable ? Optional.empty() : Optional.of(UNREADABLE);
  }

  private static Future<Done> refused(Refused why) {
    return Future.succeededFuture(new Done(why, Optional.empty(), false));
  }

  private static Future<Done> done(StoredIncident incident, Optional<StoredIncident> changed) {
    return Future.succeededFuture(new Done(obeyed(incident), changed, false));
  }

  private static Obeyed obeyed(StoredIncident incident) {
    return new Obeyed.Done(List.of(incident.service()), incident.id());
  }

  private static Tuple tuple(Object... values) {
    return Tuple.wrap(new ArrayList<>(Arrays.asList(values)));
  }
}
