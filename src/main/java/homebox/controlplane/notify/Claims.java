package homebox.controlplane.notify;

import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one channel may send because it has claimed it. Where the database is shared nothing goes
 * out without a claim that is known to be written, and soon after it. Belongs to one context.
 */
final class Claims {
  /** A claim lasts longer than a delivery may take. */
  static final Duration LEASE = Duration.ofSeconds(40);

  /** How long one is good for where the database is shared: shorter than a node may be silent. */
  private static final Duration GOOD = Duration.ofSeconds(5);

  private final MessageStore store;
  private final Trail trail;
  private final Pace pace;
  private final Hearing hearing;
  private final Map<String, OutboxRow> doubtful = new HashMap<>(); // claimed perhaps, and not sent
  private long madeNanos;

  Claims(MessageStore store, Trail trail, Pace pace, Hearing hearing) {
    this.store = store;
    this.trail = trail;
    this.pace = pace;
    this.hearing = hearing;
  }

  /** True: they may be sent. Never fails. */
  Future<Boolean> make(List<OutboxRow> batch) {
    madeNanos = pace.nanos();
    Future<Void> claimed = store.claim(batch, pace.instant().plus(LEASE));
    return store.isShared()
        ? claimed.map(done -> sure(batch)).otherwise(failed -> doubt(batch))
        : Patience.within(pace, Ledger.PATIENCE, claimed, null).otherwiseEmpty().map(true);
  }

  /**
   * Whether the last one is still good. Who stood still for a while does not know whether somebody
   * else has claimed the same by now; nor does who cannot say that it lives.
   */
  boolean hold() {
    return mandate().holds() && (!store.isShared() || pace.nanos() - madeNanos < GOOD.toNanos());
  }

  /** To tell what was claimed last: as long as the others have heard of us since. */
  Mandate mandate() {
    long made = madeNanos;
    return hearing == Hearing.ALWAYS ? Mandate.ALWAYS : () -> hearing.since(made);
  }

  /**
   * They stand as claimed by us without having been asked for: so they were written.
   *
   * @param nanos when that was begun, by the monotonic clock
   */
  void given(List<OutboxRow> batch, long nanos) {
    madeNanos = nanos;
    sure(batch);
  }

  private boolean sure(List<OutboxRow> batch) {
    batch.forEach(row -> doubtful.remove(row.key()));
    return true;
  }

  /** They stand as claimed by us, or perhaps; nothing was sent by that. */
  void letGo(List<OutboxRow> rows) {
    doubt(rows);
  }

  /** The line may have broken after the claim was written: nobody would take it up then. */
  private boolean doubt(List<OutboxRow> batch) {
    if (doubtful.isEmpty()) {
      trail.add(this::letGo);
    }
    batch.forEach(row -> doubtful.put(row.key(), row));
    return false;
  }

  /**
   * What has been claimed anew by the time that this is written is not let go. Never while a claim
   * is being made: a queue does one after the other.
   */
  private Future<Void> letGo() {
    return store.letGo(List.copyOf(doubtful.values())).onSuccess(done -> doubtful.clear());
  }
}
