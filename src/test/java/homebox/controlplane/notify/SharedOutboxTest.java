package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.MessagesDue;
import homebox.controlplane.testkit.FragileLine;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.WriteLock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node must not send: somebody else may be sending it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(Postgres.class)
class SharedOutboxTest {
  private static final String ALERT =
      "INSERT INTO message (channel, key, kind, service, level, facts, state, attempts, created,"
          + " possible_repeat, epoch) VALUES ('telegram', 'a:ALERT', 'ALERT', 'a', 'DOWN', '{}',"
          + " 'DUE', 0, %d, 0, 0)".formatted(NotifierRig.NOON.toEpochMilli());

  private PostgresBase base;
  private NotifierRig rig;

  @BeforeEach
  void open(PostgresBase given) {
    base = given;
    rig = new NotifierRig(base.among("attic"), NotifierRig.NOON, Duration.ZERO);
    rig.awaitReady();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void wake() {
    rig.say(new MessagesDue(Set.of("telegram")));
  }

  private String state() {
    return base.ask("SELECT state FROM message").get(0).get(0);
  }

  @Test
  void what_it_has_claimed_it_sends() {
    base.change(ALERT);
    wake();
    rig.await("it is sent", () -> state().equals("SENT"));
    assertThat(rig.channel.texts).containsExactly("ALERT a");
  }

  @Test
  void what_it_has_claimed_while_nobody_hears_of_it_it_does_not_send() {
    base.change(ALERT);
    rig.hearing = nanos -> false;
    wake();
    rig.await("it is held back", () -> base.number("SELECT attempts FROM message") == 1);
    rig.await("it is due again", () -> state().equals("DUE"));
    assertThat(rig.channel.texts).isEmpty();
    rig.hearing = Hearing.ALWAYS;
    rig.passUntil("it is sent", Duration.ofSeconds(1), () -> state().equals("SENT"));
    assertThat(rig.channel.texts).containsExactly("ALERT a");
  }

  /** It is asked when the claim is there, and by the channel right before it writes. */
  @Test
  void what_nobody_heard_of_when_it_was_about_to_leave_does_not_leave() {
    base.change(ALERT);
    var asked = new AtomicInteger();
    long before = rig.pace.nanos();
    var since = new AtomicLong();
    rig.hearing =
        nanos -> {
          since.set(nanos);
          return asked.getAndIncrement() != 1;
        };
    wake();
    rig.await("it is held back", () -> asked.get() == 2);
    rig.await("it is due again", () -> state().equals("DUE"));
    assertThat(rig.channel.texts).isEmpty();
    assertThat(since.get()).isGreaterThanOrEqualTo(before);
    rig.passUntil("it is sent", Duration.ofSeconds(1), () -> state().equals("SENT"));
    assertThat(rig.channel.texts).containsExactly("ALERT a");
    assertThat(base.ask("SELECT possible_repeat FROM message")).containsExactly(List.of("0"));
  }

  @Test
  void what_it_claimed_before_it_stood_still_it_does_not_send_at_once() {
    base.change(ALERT);
    WriteLock lock = base.lock();
    wake();
    rig.await("it claims", this::waits);
    rig.pace.freeze(Duration.ofSeconds(7));
    rig.settle();
    assertThat(rig.channel.texts).isEmpty();
    lock.close();
    rig.await("it is due again", () -> state().equals("DUE"));
    assertThat(rig.channel.texts).isEmpty();
    rig.advance(Duration.ofSeconds(1));
    rig.await("it is sent", () -> state().equals("SENT"));
    assertThat(rig.channel.texts).containsExactly("ALERT a");
  }

  /** A statement of ours waits for the lock. */
  private boolean waits() {
    return base.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") > 0;
  }

  /** The claim is written, and whoever made it does not hear of that: nothing was sent by it. */
  @Test
  void what_it_claimed_without_hearing_of_it_is_sent_when_the_database_is_back() {
    rig.close();
    try (var line = new FragileLine(base)) {
      rig = new NotifierRig(line.there().among("attic"), NotifierRig.NOON, Duration.ZERO);
      rig.awaitReady();
      base.change(ALERT);
      line.breakAfterCommitOf("lease_until = $2");
      wake();
      rig.await("the line breaks", () -> line.broken() == 1);
      assertThat(rig.channel.texts).isEmpty();
      rig.passUntil("it is sent", Duration.ofSeconds(1), () -> state().equals("SENT"));
      assertThat(rig.channel.texts).containsExactly("ALERT a");
      assertThat(base.ask("SELECT epoch, attempts, possible_repeat FROM message"))
          .containsExactly(List.of("2", "1", "0"));
    }
  }

  @Test
  void what_it_cannot_claim_it_does_not_send() {
    base.change(ALERT);
    base.away(true);
    wake();
    rig.settle();
    rig.advance(Duration.ofSeconds(30));
    rig.settle();
    assertThat(rig.channel.texts).isEmpty();
    base.away(false);
    rig.await(
        "it is sent",
        () -> {
          rig.advance(Duration.ofSeconds(1));
          return state().equals("SENT");
        });
    assertThat(rig.channel.texts).containsExactly("ALERT a");
  }

  /** Whoever looked meanwhile read nothing, and no other message comes to wake the channel. */
  @Test
  void what_could_not_be_read_is_sent_as_soon_as_the_database_is_back() {
    base.change(ALERT);
    base.away(true);
    wake();
    rig.await("it is known to be away", () -> rig.database.trouble().isPresent());
    rig.settle();
    base.away(false);
    rig.await("it is back", () -> rig.database.trouble().isEmpty());
    rig.settle();
    for (int seconds = 0; seconds < 5; seconds++) { // long before anybody looks by itself
      rig.advance(Duration.ofSeconds(1));
    }
    rig.await("it is sent", () -> state().equals("SENT"));
    assertThat(rig.channel.texts).containsExactly("ALERT a");
  }
}
