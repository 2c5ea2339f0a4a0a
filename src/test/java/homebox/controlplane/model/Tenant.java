package homebox.controlplane.model;

import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.Incident.Kind;
import homebox.controlplane.alert.Moment;
import java.time.Instant;
import java.util.Optional;

/**
 * One service by the table of design.md §7: two bad answers in a row confirm, one better answer
 * ends. Knows what people take it to be, and nothing of what stands against telling them.
 */
final class Tenant {
  static final String RANKS = "gsf"; // what a service that is UP, SLOW, DOWN answers

  private final String service;
  private String against = "";
  private long began;
  private long since;

  /** Empty: PENDING. */
  Optional<Character> is = Optional.empty();

  /** The open one. */
  Optional<String> incident = Optional.empty();

  boolean announced;
  char told = 'g';
  Restless restless = new Restless();

  /** When the last question was begun that was answered. */
  long asked = Long.MIN_VALUE;

  /** Of which nothing is known. */
  Tenant(String service) {
    this.service = service;
  }

  /** As it is kept. */
  static Tenant of(String service, Stored.Service stored) {
    var tenant = new Tenant(service);
    tenant.is = Optional.of(stored.level());
    tenant.since = stored.since();
    tenant.incident = stored.incident();
    tenant.announced = stored.announced();
    tenant.told = stored.told();
    tenant.restless = Restless.of(stored.flaps());
    return tenant;
  }

  static int rank(char letter) {
    return RANKS.indexOf(letter);
  }

  /** Something speaks against what it is. */
  boolean isDisputed() {
    return !against.isEmpty();
  }

  /** What spoke against it says nothing. */
  void forget() {
    against = "";
  }

  /** The same of what would make it worse. */
  void forgetWorse() {
    if (isDisputed() && rank(against.charAt(0)) > rank(level())) {
      against = "";
    }
  }

  char level() {
    return is.orElse('g');
  }

  long since() {
    return since;
  }

  /** What it becomes by this answer; empty: it stays what it is. */
  Optional<Character> hear(char answer, long begun) {
    if (is.isEmpty() && answer == 'g') {
      began = begun;
      return Optional.of('g');
    }
    int seen = rank(answer);
    int rank = rank(level());
    if (seen == rank) {
      against = "";
      return Optional.empty();
    }
    boolean goesOn = isDisputed() && (rank(against.charAt(0)) > rank) == (seen > rank);
    began = goesOn ? began : begun;
    against = goesOn ? against + answer : String.valueOf(answer);
    if (seen < rank) {
      return Optional.of(answer);
    }
    return against.length() < 2 ? Optional.empty() : Optional.of(against.equals("ff") ? 'f' : 's');
  }

  /** It is that now. */
  void become(char to) {
    is = Optional.of(to);
    incident = to == 'g' ? Optional.empty() : Optional.of(opened(to));
    since = began;
    announced = false;
    against = "";
  }

  private String opened(char to) {
    var kind = to == 'f' ? Kind.OUTAGE : Kind.WARNING;
    var start = new Moment(Instant.ofEpochMilli(began), 0);
    return new Incident(service, kind, start, Optional.empty(), Optional.empty()).id();
  }
}
