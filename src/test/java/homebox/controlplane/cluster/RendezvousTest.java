package homebox.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class RendezvousTest {
  private static final List<String> NODES = List.of("attic", "barn", "cellar", "dovecote");

  @Property
  void when_a_node_goes_only_its_services_move(
      @ForAll @AlphaChars @NotEmpty String service,
      @ForAll @Size(min = 2, max = 8) @UniqueElements List<@AlphaChars @NotEmpty String> nodes,
      @ForAll @IntRange(max = 7) int which) {
    String gone = nodes.get(which % nodes.size());
    List<String> before = Rendezvous.order(service, nodes);
    var left = new ArrayList<>(nodes);
    left.remove(gone);
    Collections.reverse(left);
    List<String> after = Rendezvous.order(service, left);
    var expected = new ArrayList<>(before);
    expected.remove(gone);
    assertThat(after).isEqualTo(expected);
  }

  @Test
  void each_node_has_about_its_share() {
    for (String node : NODES) {
      assertThat(
              IntStream.range(0, 4_000)
                  .filter(n -> Rendezvous.order("service-" + n, NODES).get(0).equals(node))
                  .count())
          .isBetween(900L, 1_100L);
    }
  }

  @Test
  void nobody_is_no_order() {
    assertThat(Rendezvous.order("box", List.of())).isEmpty();
  }
}
