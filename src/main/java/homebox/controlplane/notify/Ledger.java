package homebox.controlplane.notify;

import homebox.controlplane.notify.LostStore.Lost;
import homebox.controlplane.notify.Unkept.Told;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one channel has to tell, and what became of it: as the database has it, and in memory what
 * that cannot take now. Belongs to one context.
 */
final class Ledger {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  /** After this a row is given up. */
  static final Duration LIFE = Duration.ofHours(24);

  /** What the database is waited for before something goes out without its leave. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Tally tally;
  private final String channel;
  private final MessageStore store;
  private final LostStore lostStore;
  private final Pace pace;
  private final Unkept unkept = new Unkept();
  private final Trail trail = new Trail();
  private final Claims claims;
  private final Ages ages;
  private Optional<Lost> lost = Optional.empty();
  private boolean unread;

  Ledger(Tally tally, MessageStore store, LostStore lostStore, Pace pace, Hearing hearing) {
    this.tally = tally;
    this.channel = tally.channel();
    this.store = store;
    this.lostStore = lostStore;
    this.pace = pace;
    this.claims = new Claims(store, trail, pace, hearing);
    this.ages = new Ages(pace);
  }

  /** These were given up in an earlier life, and nobody knows it yet. */
  void remember(Optional<Lost> earlier) {
    lost = lost.or(() -> earlier);
  }

  /** It is to be told, and is in no database yet. */
  void add(OutboxRow row) {
    unkept.add(row);
  }

  /** Writes what could not be written yet; false if some of it still cannot. Never fails. */
  Future<Boolean> flush() {
    return trail.flush();
  }

  /** Done when the database works, or works again. */
  Future<Void> working() {
    return store.working();
  }

  /**
   * What is to be told now, in its order; what is too old is given up. A database that hangs is
   * waited for: something older may be due, and the order holds.
   *
   * @param allMarked as {@link #flush} has said
   */
  Future<List<OutboxRow>> open(boolean allMarked) {
    return store
        .due(channel)
        .onComplete((due, away) -> unread = away != null)
        .onSuccess(
            due -> {
              if (allMarked && due.size() < MessageStore.MOST) {
                unkept.takenBack(due);
              }
            })
        .otherwise(List.of())
        .map(due -> open(due, allMarked));
  }

  /** The same, where nothing but these is to be told. */
  List<OutboxRow> open(List<OutboxRow> due) {
    return open(due, true);
  }

  /** The database did not say last time what is due: there may be more. */
  boolean unread() {
    return unread;
  }

  /** How long it has been waiting. */
  Duration age(OutboxRow row) {
    return ages.of(row);
  }

  /** True while nobody was told that messages were given up. */
  boolean hasLost() {
    return lost.isPresent();
  }

  /** The row that says so; empty if there is none, or the database does not say now. */
  Future<Optional<OutboxRow>> lostRow() {
    if (lost.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    Future<Optional<OutboxRow>> row =
        lostStore.row(channel, lost.get(), pace.instant()).onSuccess(this::unlessGivenUp);
    return Patience.within(pace, PATIENCE, row, Optional.empty()).otherwise(Optional.empty());
  }

  /**
   * Claims them if the database lets us in time; true: they may be sent. Where somebody else may
   * claim them nothing is sent without.
   */
  Future<Boolean> claim(List<OutboxRow> batch) {
    return claims.make(batch);
  }

  /**
   * They stand as claimed by us without having been asked for: so they were written.
   *
   * @param nanos when that was begun, by the monotonic clock
   */
  void given(List<OutboxRow> batch, long nanos) {
    claims.given(batch, nanos);
  }

  /** They stand as claimed by us and nothing is sent by that: they are to be told in their turn. */
  void letGo(List<OutboxRow> rows) {
    rows.forEach(unkept::add);
    claims.letGo(rows);
  }

  /** To tell what was claimed last. */
  Mandate mandate() {
    return claims.mandate();
  }

  /**
   * Whether what was claimed may be sent still; else it is due again, if it still is ours.
   *
   * @param batch that was claimed last
   */
  boolean holds(List<OutboxRow> batch) {
    boolean holds = claims.hold();
    if (!holds) {
      keepDue(
          batch,
          "Held back: this host or the database stood still, or another host decides.",
          false,
          pace.instant());
    }
    return holds;
  }

  /**
   * What a message about the end of one incident replies to: the one that told of its begin. Empty
   * also where the database does not say in time.
   */
  Future<Optional<String>> answered(List<OutboxRow> batch) {
    List<OutboxRow> told = batch.stream().filter(row -> row.kind() != Kind.REMOVED).toList();
    if (told.size() != 1 || told.get(0).kind() != Kind.RECOVERY) {
      return Future.succeededFuture(Optional.empty());
    }
    return told.get(0)
        .incident()
        .map(
            id ->
                Patience.within(
                        pace, PATIENCE, store.announcement(channel, id), Optional.<String>empty())
                    .otherwise(Optional.empty()))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** They have arrived. */
  void told(List<OutboxRow> batch, Delivery.Sent sent) {
    var told = new Told(sent, pace.instant());
    unkept.settle(batch, Optional.of(told));
    markSent(batch.stream().filter(OutboxRow::stored).toList(), told);
  }

  /**
   * They stay to be told, whether that can be written or not.
   *
   * @param ambiguous they may have arrived
   * @param next by the wall clock, for who reads the trail
   */
  void keepDue(List<OutboxRow> batch, String answer, boolean ambiguous, Instant next) {
    batch.forEach(row -> unkept.add(ambiguous ? row.repeated() : row));
    var stored = batch.stream().filter(OutboxRow::stored).toList();
    if (!stored.isEmpty()) {
      trail.add(
          () ->
              store
                  .later(stored, answer, ambiguous, next)
                  .onSuccess(done -> unkept.stored(stored, ambiguous)));
    }
  }

  /** They are not tried any more. */
  void giveUp(List<OutboxRow> rows, String answer) {
    giveUp(rows, answer, Optional.empty());
  }

  /** Rows that were told before they were stored are only marked. */
  private List<OutboxRow> open(List<OutboxRow> due, boolean allMarked) {
    if (allMarked) {
      due.forEach(row -> unkept.told(row).ifPresent(told -> markSent(List.of(row), told)));
    }
    String ours = lost.map(known -> LostStore.key(channel, known)).orElse("");
    var rows = unkept.with(due).stream().filter(row -> !row.key().equals(ours)).toList();
    see(rows);
    var old =
        rows.stream().filter(row -> !Riders.rides(row) && age(row).compareTo(LIFE) > 0).toList();
    if (old.isEmpty()) {
      return rows;
    }
    log.warn("channel {}: {} messages are given up after 24 h", channel, old.size());
    lose(old);
    return rows.stream().filter(row -> !old.contains(row)).toList();
  }

  /** What rides may wait for days: that is no age to worry about. */
  private void see(List<OutboxRow> rows) {
    ages.see(rows);
    tally.oldestBorn(ages.oldest(rows.stream().filter(row -> !Riders.rides(row)).toList()));
  }

  /** They are counted until somebody has been told. */
  private void lose(List<OutboxRow> old) {
    Instant oldest = old.stream().map(OutboxRow::created).min(Instant::compareTo).orElseThrow();
    var more = new Lost(old.size(), oldest);
    lost = Optional.of(lost.map(known -> known.and(old.size())).orElse(more));
    giveUp(old, "Given up after 24 h.", Optional.of(more));
  }

  private void giveUp(List<OutboxRow> rows, String answer, Optional<Lost> more) {
    Instant now = pace.instant();
    tally.refused(rows);
    unkept.settle(rows, Optional.empty());
    trail.add(
        () ->
            store.failed(channel, rows, answer, more, now).onSuccess(done -> unkept.forget(rows)));
  }

  private void unlessGivenUp(Optional<OutboxRow> row) {
    lost = row.isPresent() ? lost : Optional.empty();
  }

  private void markSent(List<OutboxRow> rows, Told told) {
    if (rows.isEmpty()) {
      return;
    }
    boolean ours = lost.filter(known -> isOf(rows, known)).isPresent();
    lost = ours ? Optional.empty() : lost;
    trail.add(
        () ->
            (ours ? store.lostTold(channel, rows, told) : store.sent(rows, told))
                .onSuccess(done -> unkept.forget(rows)));
  }

  private boolean isOf(List<OutboxRow> rows, Lost known) {
    return rows.get(0).key().equals(LostStore.key(channel, known));
  }
}
