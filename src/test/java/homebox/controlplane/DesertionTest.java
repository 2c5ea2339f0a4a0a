package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Deserted;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.testkit.Configured;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That nobody is there is said once, after a minute. */
class DesertionTest {
  private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");
  private static final Duration ALMOST = Desertion.PATIENCE.minusSeconds(1);

  private final HandPace pace = new HandPace(NOON);
  private final List<Deserted> told = new ArrayList<>();
  private List<ServiceConfig> asked =
      Configured.by(
              "homebox_url: off\nneron_url: off\nservices:\n"
                  + "  - {name: Box, url: \"http://box/\", locations: [barn]}\n"
                  + "  - {name: Nas, url: \"http://nas/\", locations: [barn]}\n"
                  + "  - {name: Far, url: \"http://far/\", locations: [moon]}\n")
          .watched();
  private boolean somebody;
  private final Desertion desertion =
      new Desertion(pace, () -> asked, places -> Future.succeededFuture(somebody), told::add);

  private ServiceConfig service(int n) {
    return asked.get(n);
  }

  private static Deserted box(Instant since, String... names) {
    return new Deserted(List.of("barn"), List.of(names), since, true);
  }

  @Test
  void a_minute_without_anybody_is_told_once_with_all_that_are_asked_from_there() {
    desertion.nobody(service(0));
    pace.advance(ALMOST);
    desertion.nobody(service(1));
    assertThat(told).isEmpty();
    pace.advance(Duration.ofSeconds(2));
    assertThat(told).containsExactly(box(NOON, "Box", "Nas"));
    pace.advance(Duration.ofHours(1));
    desertion.nobody(service(0));
    desertion.nobody(service(1));
    assertThat(told).hasSize(1);
  }

  @Test
  void each_such_time_is_told_anew() {
    desertion.nobody(service(0));
    pace.advance(Desertion.PATIENCE);
    desertion.over(service(1));
    pace.advance(Desertion.PATIENCE);
    desertion.nobody(service(0));
    pace.advance(Desertion.PATIENCE);
    assertThat(told)
        .containsExactly(
            box(NOON, "Box", "Nas"),
            box(NOON.plus(Desertion.PATIENCE.multipliedBy(2)), "Box", "Nas"));
  }

  @Test
  void whoever_is_back_within_the_minute_is_not_missed() {
    desertion.nobody(service(0));
    pace.advance(ALMOST);
    desertion.over(service(0));
    pace.advance(Desertion.PATIENCE);
    desertion.nobody(service(2));
    somebody = true;
    pace.advance(Desertion.PATIENCE);
    assertThat(told).isEmpty();
  }

  @Test
  void what_is_not_asked_any_more_is_not_told() {
    desertion.nobody(service(0));
    asked = asked.subList(2, 3);
    pace.advance(Desertion.PATIENCE);
    assertThat(told).isEmpty();
  }

  @Test
  void who_lives_there_and_does_not_say_what_it_sees_is_told_of_each_service() {
    somebody = true;
    desertion.mute(service(0));
    pace.advance(ALMOST);
    desertion.mute(service(0));
    desertion.over(service(1));
    assertThat(told).isEmpty();
    pace.advance(Desertion.PATIENCE);
    desertion.mute(service(0));
    desertion.mute(service(0));
    assertThat(told).containsExactly(new Deserted(List.of("barn"), List.of("Box"), NOON, false));
  }
}
