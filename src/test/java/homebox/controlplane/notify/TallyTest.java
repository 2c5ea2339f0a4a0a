package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.Tally.Result;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted of messages is what became of them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class TallyTest {
  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private NotifierRig rig(Duration groupWait) {
    return new NotifierRig(place, NotifierRig.NOON, groupWait);
  }

  private static Tally tally(NotifierRig rig) {
    return rig.notifier.tallies().iterator().next();
  }

  private static Duration oldest(NotifierRig rig) {
    return tally(rig).oldest(rig.pace.nanos());
  }

  @Test
  void a_letter_of_three_is_three_messages() {
    try (NotifierRig rig = rig(Duration.ofSeconds(3))) {
      rig.commit(Kind.ALERT, "a");
      rig.commit(Kind.ALERT, "b");
      rig.commit(Kind.ALERT, "c");
      rig.advance(Duration.ofSeconds(4));
      rig.await("they are told", () -> rig.channel.texts.size() == 1);
      assertThat(tally(rig).channel()).isEqualTo("telegram");
      assertThat(tally(rig).of(Result.SENT)).isEqualTo(3);
      assertThat(tally(rig).of(Result.RETRIED)).isZero();
    }
  }

  @Test
  void each_try_that_fails_is_counted_with_its_reason_and_so_is_the_age_of_what_waits() {
    try (NotifierRig rig = rig(Duration.ZERO)) {
      rig.channel.answers.add(FakeChannel.later(Duration.ofSeconds(20)));
      rig.channel.answers.add(FakeChannel.later(Duration.ofSeconds(20)));
      rig.commit(Kind.ALERT, "a");
      rig.await("a try", () -> tally(rig).of(Result.RETRIED) == 1);
      rig.advance(Duration.ofSeconds(10));
      assertThat(oldest(rig)).isEqualTo(Duration.ofSeconds(10));
      rig.passUntil("another", Duration.ofSeconds(1), () -> tally(rig).of(Result.RETRIED) == 2);
      assertThat(tally(rig).of(Fault.RATE_LIMITED)).isEqualTo(2);
      assertThat(tally(rig).of(Fault.TIMEOUT)).isZero();
      rig.passUntil("the third", Duration.ofSeconds(1), () -> tally(rig).of(Result.SENT) == 1);
      rig.await("nothing waits", () -> oldest(rig).isZero());
    }
  }

  @Test
  void what_may_be_a_repeat_is_counted_apart() {
    try (NotifierRig rig = rig(Duration.ZERO)) {
      rig.channel.answers.add(new Delivery.Later("Lost.", Fault.TIMEOUT, Optional.empty(), true));
      rig.commit(Kind.ALERT, "a");
      rig.passUntil("it is told", Duration.ofSeconds(1), () -> tally(rig).of(Result.REPEATED) == 1);
      assertThat(tally(rig).of(Result.SENT)).isZero();
      assertThat(tally(rig).of(Result.RETRIED)).isEqualTo(1);
      assertThat(tally(rig).of(Fault.TIMEOUT)).isEqualTo(1);
    }
  }

  @Test
  void what_is_refused_waits_and_its_age_is_known_after_a_restart_too() {
    Outlet mail = refusing();
    try (var rig = rig(mail)) {
      rig.commit("mail", Kind.ALERT, "a", "k");
      rig.await("it is refused", () -> tally(rig).of(Result.REFUSED) == 1);
      assertThat(tally(rig).of(Fault.AUTH_ERROR)).isEqualTo(1);
      rig.advance(Duration.ofSeconds(5));
      assertThat(oldest(rig)).isEqualTo(Duration.ofSeconds(5));
    }
    try (var rig = rig(mail)) {
      rig.advance(Duration.ofSeconds(90));
      rig.await("its age", () -> oldest(rig).compareTo(Duration.ofSeconds(90)) >= 0);
      assertThat(tally(rig).of(Result.REFUSED)).isZero();
    }
  }

  private static Outlet refusing() {
    var mail = new FakeChannel("mail");
    mail.works = false;
    mail.answers.add(new Delivery.Refused("Blocked.", Fault.AUTH_ERROR, "unblock it"));
    return new Outlet(mail, new KeyWording(), Duration.ZERO);
  }

  private NotifierRig rig(Outlet first) {
    return new NotifierRig(place, NotifierRig.NOON, Duration.ZERO, first);
  }

  @Test
  void what_only_rides_is_no_age_to_worry_about() {
    try (NotifierRig rig = rig(Duration.ZERO)) {
      rig.commit(Kind.REMOVED, "nas");
      rig.advance(Duration.ofHours(3));
      assertThat(oldest(rig)).isZero();
    }
  }
}
