package homebox.controlplane.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.cli.diagnose.Item.Mark;
import homebox.controlplane.cluster.Node;
import homebox.controlplane.cluster.Post;
import homebox.controlplane.cluster.Roster;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of the hosts that share a database. */
class NodeItemsTest {
  private static Node node(String name, String config, boolean live) {
    return new Node(
        name,
        "run of " + name,
        "atlas",
        name.equals("attic") ? Optional.of("at home") : Optional.empty(),
        "1.0",
        config,
        Optional.empty(),
        Instant.EPOCH,
        live);
  }

  private static List<String> said(Post post, Node... nodes) {
    return NodeItems.of(new Roster(post, List.of(nodes))).stream()
        .map(item -> item.mark() + " " + item.what())
        .toList();
  }

  @Test
  void each_node_is_named_with_what_is_wrong_with_it() {
    Node attic = node("attic", "a", true);
    assertThat(
            said(
                new Post.Filled(attic),
                attic,
                node("barn", "a", true),
                node("cellar", "b", true),
                node("den", "a", false)))
        .containsExactly(
            "WELL node attic on atlas (at home), version 1.0, decides",
            "WELL node barn on atlas, version 1.0, stands ready",
            "BAD node cellar on atlas, version 1.0, has another configuration file than the node"
                + " that decides",
            "BAD node den on atlas, version 1.0, is not heard of any more");
  }

  @Test
  void a_post_that_nobody_has() {
    assertThat(said(new Post.Vacant(), node("attic", "a", true)))
        .endsWith("BAD no node decides: nothing is watched");
    assertThat(said(new Post.Vacant())).containsExactly("NOTE no node is running");
    assertThat(NodeItems.of(new Roster(new Post.Vacant(), List.of())).get(0).mark())
        .isEqualTo(Mark.NOTE);
  }
}
