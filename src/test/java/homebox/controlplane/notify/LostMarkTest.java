package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server takes over that has not heard of the last that was written. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class LostMarkTest {
  private Place place;
  private NotifierRig rig;
  private String owner;

  /** One message is told and marked; what it was claimed by is known. */
  @BeforeEach
  void open(Place given) {
    place = given;
    rig = new NotifierRig(place, NotifierRig.NOON, Duration.ZERO);
    rig.awaitReady();
    rig.channel.hangs = true;
    rig.commit(Kind.ALERT, "nas");
    rig.await("it is claimed", () -> of("owner") != null);
    owner = of("owner");
    rig.channel.hangs = false;
    rig.let();
    sent();
    rig.channel.texts.clear();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private String of(String column) {
    return place.ask("SELECT " + column + " FROM message").get(0).get(0);
  }

  private void sent() {
    rig.passUntil("it is marked", Duration.ofSeconds(10), () -> of("state").equals("SENT"));
  }

  private void stands(String as) {
    place.change("UPDATE message SET sent = NULL, answer = NULL, reference = NULL, " + as);
  }

  private void standsAsClaimed() {
    long until = rig.pace.instant().plusSeconds(40).toEpochMilli();
    stands("state = 'SENDING', owner = '" + owner + "', lease_until = " + until);
  }

  @Test
  void it_is_marked_again_and_not_told_again() {
    String when = of("sent");
    standsAsClaimed();
    sent();
    assertThat(rig.channel.texts).isEmpty();
    assertThat(place.ask("SELECT answer, sent FROM message"))
        .containsExactly(List.of("It arrived.", when));
  }

  @Test
  void so_it_is_where_the_claim_is_lost_with_it() {
    stands("state = 'DUE', epoch = 0, attempts = 0");
    sent();
    assertThat(rig.channel.texts).isEmpty();
  }

  @Test
  void what_is_not_remembered_is_told_again_and_says_that_it_may_be_so() {
    place.change("UPDATE message SET key = 'another one'");
    standsAsClaimed();
    sent();
    assertThat(rig.channel.texts).hasSize(1);
    assertThat(of("possible_repeat")).isEqualTo("1");
  }

  @Test
  void what_another_one_has_claimed_is_left_to_it() {
    standsAsClaimed();
    place.change("UPDATE message SET owner = 'somebody else'");
    for (int rounds = 0; rounds < 3; rounds++) { // each waits for what the one before has written
      rig.advance(NotifierVerticle.ROUND);
    }
    assertThat(of("state")).isEqualTo("SENDING");
  }
}
