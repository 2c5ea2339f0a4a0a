package homebox.controlplane.check;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.time.HandPace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final HandPace pace = new HandPace(Instant.EPOCH);
  private final List<String> log = new ArrayList<>();
  private final Places places = new Places(4, pace);

  private Places.Claim ask(String name, boolean suspect) {
    return places.ask(suspect, Runnable::run, () -> log.add("+" + name), () -> log.add("-" + name));
  }

  @Test
  void suspects_hold_half_at_most_and_wait_behind_the_others() {
    Places.Claim first = ask("s1", true);
    ask("s2", true);
    ask("s3", true);
    ask("a", false);
    ask("b", false);
    ask("c", false);
    assertThat(log).containsExactly("+s1", "+s2", "+a", "+b");
    first.end();
    assertThat(log).containsExactly("+s1", "+s2", "+a", "+b", "+c");
  }

  @Test
  void an_ended_wish_is_not_granted_and_ending_twice_frees_one_place() {
    Places.Claim a = ask("a", false);
    ask("b", false);
    ask("c", false);
    ask("d", false);
    Places.Claim e = ask("e", false);
    ask("f", false);
    e.end();
    a.end();
    a.end();
    assertThat(log).containsExactly("+a", "+b", "+c", "+d", "+f");
    assertThat(places.taken()).isEqualTo(4);
  }

  @Test
  void the_youngest_of_those_that_hang_give_way_when_others_wait() {
    places.open();
    for (String name : List.of("a", "b", "c", "d", "e")) {
      ask(name, false);
      pace.advance(Duration.ofMillis(100));
    }
    pace.advance(Duration.ofMillis(150));
    assertThat(log).containsExactly("+a", "+b", "+c", "+d");
    pace.advance(Duration.ofMillis(150));
    assertThat(log).containsExactly("+a", "+b", "+c", "+d", "-c", "+e");
  }

  @Test
  void nothing_gives_way_while_nobody_waits() {
    places.open();
    ask("a", false);
    ask("b", false);
    ask("c", false);
    ask("d", false);
    pace.advance(Duration.ofMinutes(1));
    assertThat(log).containsExactly("+a", "+b", "+c", "+d");
  }
}
