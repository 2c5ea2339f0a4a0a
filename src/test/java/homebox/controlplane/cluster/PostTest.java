package homebox.controlplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.store.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostTest {
  private static final String RUN = Visitor.node("atlas").name();

  @Test
  void nobody_writes_and_it_is_vacant() {
    assertThat(Post.of(Optional.empty(), List.of(node(RUN, true)))).isEqualTo(new Post.Vacant());
  }

  @Test
  void a_living_node_writes_and_it_is_filled() {
    Node node = node(RUN, true);
    assertThat(Post.of(Optional.of(RUN), List.of(node(Visitor.node("b").name(), true), node)))
        .isEqualTo(new Post.Filled(node));
  }

  @Test
  void a_silent_node_has_abandoned_it() {
    assertThat(Post.of(Optional.of(RUN), List.of(node(RUN, false))))
        .isEqualTo(new Post.Abandoned(RUN));
  }

  /** Its row is the next life's of the same name by now. */
  @Test
  void a_run_that_is_no_node_any_more_has_abandoned_it() {
    assertThat(Post.of(Optional.of(RUN), List.of(node(Visitor.node("atlas").name(), true))))
        .isEqualTo(new Post.Abandoned(RUN));
  }

  @Test
  void who_knows_of_no_nodes_is_not_put_out() {
    String alone = Visitor.of("atlas").name();
    assertThat(Post.of(Optional.of(alone), List.of())).isEqualTo(new Post.Foreign(alone));
  }

  private static Node node(String run, boolean live) {
    return new Node(
        "a",
        run,
        "atlas",
        Optional.empty(),
        "1",
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        live,
        Optional.empty(),
        false);
  }
}
