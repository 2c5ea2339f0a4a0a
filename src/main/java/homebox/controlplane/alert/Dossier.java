package homebox.controlplane.alert;

import homebox.controlplane.alert.Change.Reminding;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** One service: where it stands, and what waits while a change of it is being committed. */
final class Dossier {
  /**
   * Answers that wait for a commit; it takes 5 s at most, and a service answers ten times a second.
   */
  static final int ROOM = 200;

  private ServiceConfig service;
  private final Deque<CheckResult> waiting = new ArrayDeque<>();
  private ServiceState state = ServiceState.UNKNOWN;
  private Reminding reminding = Reminding.NONE;
  private Optional<Heard> last = Optional.empty();
  private long version;
  private boolean deciding;
  private Future<Void> writes = Future.succeededFuture();

  Dossier(ServiceConfig service) {
    this.service = service;
  }

  ServiceConfig service() {
    return service;
  }

  /**
   * As it is configured from now on.
   *
   * @return true if it is asked otherwise: what spoke against its state, and what still waits, were
   *     answers to another question
   */
  boolean follow(ServiceConfig next) {
    boolean other = !next.asksLike(service);
    service = next;
    if (other) {
      waiting.clear();
      state = state.undisputed();
    }
    return other;
  }

  ServiceState state() {
    return state;
  }

  Reminding reminding() {
    return reminding;
  }

  Standing standing() {
    return state.standing(service.id(), service.timing());
  }

  void state(ServiceState next) {
    state = next;
  }

  void heard(CheckResult result, long nanos) {
    last = Optional.of(new Heard(result, nanos));
  }

  /** The last answer of this life. */
  Optional<Heard> last() {
    return last;
  }

  /** What the database knows. */
  void take(StateStore.Stored stored) {
    state = stored.state();
    reminding = stored.reminding();
    version = stored.version();
  }

  /** It was decided; whether it is written does not matter here. */
  void take(Change change) {
    state = change.state();
    reminding = change.reminding();
  }

  long version() {
    return version;
  }

  void version(long known) {
    version = known;
  }

  /** True while a change is being committed. */
  boolean deciding() {
    return deciding;
  }

  void deciding(boolean now) {
    deciding = now;
  }

  /** False if there is no room. */
  boolean queue(CheckResult result) {
    return waiting.size() < ROOM && waiting.add(result);
  }

  Optional<CheckResult> next() {
    return Optional.ofNullable(waiting.poll());
  }

  /** What is still being written; a change that comes is written after that. */
  Future<Void> writes() {
    return writes;
  }

  void writes(Future<Void> until) {
    writes = until;
  }
}
