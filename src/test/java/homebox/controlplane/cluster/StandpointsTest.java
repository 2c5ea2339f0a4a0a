package homebox.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.cluster.CouncilStore.Votes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandpointsTest {
  private static final Optional<String> NOWHERE = Optional.empty();

  @Test
  void without_names_every_node_sees_it() {
    var everywhere = new Standpoints(List.of());
    assertThat(everywhere.include("attic", NOWHERE)).isTrue();
    assertThat(everywhere.include("attic", Optional.of("Paris"))).isTrue();
  }

  @Test
  void a_node_is_named_by_its_own_name_or_by_where_it_stands() {
    var some = new Standpoints(List.of("barn", "Paris"));
    assertThat(some.include("barn", NOWHERE)).isTrue();
    assertThat(some.include("attic", Optional.of("Paris"))).isTrue();
    assertThat(some.include("attic", Optional.of("Lyon"))).isFalse();
    assertThat(some.include("attic", NOWHERE)).isFalse();
  }

  @Test
  void who_is_not_there_has_no_voice_not_even_the_one_that_decides() {
    var nodes =
        Map.of("attic", NOWHERE, "barn", Optional.of("Paris"), "cellar", Optional.of("Lyon"));
    var votes = new Votes(nodes, Map.of());
    assertThat(votes.of("round", new Standpoints(List.of("Paris")), "attic"))
        .containsExactly(
            new Ballot("barn", Optional.of("Paris"), Ballot.NOTHING, Optional.empty()));
    assertThat(votes.of("round", new Standpoints(List.of("attic", "cellar")), "attic"))
        .extracting(ballot -> ballot.node() + " " + ballot.saw())
        .containsExactly("attic DOWN", "cellar NOTHING");
    assertThat(votes.of("round", new Standpoints(List.of()), "attic")).hasSize(3);
  }
}
