package homebox.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who asks what. */
class SharesTest {
  private static final Standpoints EVERYWHERE = new Standpoints(List.of());
  private static final List<String> SERVICES =
      IntStream.range(0, 300).mapToObj(n -> "box-" + n).toList();

  private static Node node(String name, boolean live, Optional<Long> revision) {
    return new Node(
        name,
        "run of " + name,
        "host",
        Optional.of("at " + name + "'s"),
        "1",
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        live,
        revision,
        false);
  }

  private static Node going(String name, long revision) {
    return node(name, true, Optional.of(revision));
  }

  private static Shares shares(String self, Node... nodes) {
    return Shares.of(self, new Roster(new Post.Vacant(), List.of(nodes)), Optional.of(3L));
  }

  private static Map<String, String> all(Shares shares, String self) {
    return SERVICES.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), id -> shares.elsewhere(id, EVERYWHERE).orElse(self)));
  }

  @Test
  void each_of_three_asks_about_a_third() {
    Map<String, String> whose =
        all(shares("attic", going("attic", 3), going("barn", 3), going("cellar", 3)), "attic");
    Map<String, Long> counts =
        whose.values().stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    assertThat(counts).containsOnlyKeys("attic", "barn", "cellar");
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(70L, 130L));
  }

  @Test
  void only_what_was_a_lost_nodes_moves() {
    Map<String, String> before =
        all(shares("attic", going("attic", 3), going("barn", 3), going("cellar", 3)), "attic");
    Map<String, String> after =
        all(
            shares(
                "attic",
                going("attic", 3),
                node("barn", false, Optional.of(3L)),
                going("cellar", 3)),
            "attic");
    assertThat(SERVICES)
        .allSatisfy(
            id -> {
              if (before.get(id).equals("barn")) {
                assertThat(after.get(id)).isIn("attic", "cellar");
              } else {
                assertThat(after.get(id)).isEqualTo(before.get(id));
              }
            });
  }

  @Test
  void whoever_decides_each_services_node_is_the_same() {
    Node[] nodes = {going("attic", 3), going("barn", 3), going("cellar", 3)};
    assertThat(all(shares("attic", nodes), "attic"))
        .isEqualTo(all(shares("cellar", nodes), "cellar"));
  }

  @Test
  void who_goes_by_something_else_is_sent_nowhere() {
    var shares =
        shares(
            "attic", going("attic", 3), going("barn", 2), node("cellar", true, Optional.empty()));
    assertThat(shares).isEqualTo(Shares.none("attic"));
    assertThat(SERVICES).allMatch(id -> shares.elsewhere(id, EVERYWHERE).isEmpty());
  }

  @Test
  void who_does_not_see_a_service_is_not_sent_there() {
    var shares = shares("attic", going("attic", 3), going("barn", 3), going("cellar", 3));
    var from = new Standpoints(List.of("attic", "at barn's"));
    var whose =
        SERVICES.stream()
            .map(id -> shares.elsewhere(id, from).orElse("attic"))
            .collect(Collectors.toSet());
    assertThat(whose).containsExactlyInAnyOrder("attic", "barn");
  }
}
