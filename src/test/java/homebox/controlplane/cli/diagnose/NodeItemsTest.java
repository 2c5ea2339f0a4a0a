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
  private static Node node(String name, long revision, boolean differs, boolean live) {
    return new Node(
        name,
        "run of " + name,
        "atlas",
        name.equals("attic") ? Optional.of("at home") : Optional.empty(),
        "1.0",
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        live,
        Optional.of(revision),
        differs);
  }

  private static List<String> said(Post post, Node... nodes) {
    return NodeItems.of(new Roster(post, List.of(nodes))).stream()
        .map(item -> item.mark() + " " + item.what())
        .toList();
  }

  @Test
  void each_node_is_named_with_what_is_wrong_with_it() {
    Node attic = node("attic", 7, false, true);
    assertThat(
            said(
                new Post.Filled(attic),
                attic,
                node("barn", 7, false, true),
                node("cellar", 7, true, true),
                node("den", 8, false, false),
                node("eyrie", 6, false, true)))
        .containsExactly(
            "WELL node attic on atlas (at home), version 1.0, decides",
            "WELL node barn on atlas, version 1.0, stands ready",
            "NOTE node cellar on atlas, version 1.0, has a file of its own that says something else"
                + " than what holds for all: not used until it changes, or is chosen in the page",
            "BAD node den on atlas, version 1.0, is not heard of any more",
            "BAD node eyrie on atlas, version 1.0, does not go by the configuration that holds for"
                + " all");
  }

  @Test
  void a_post_that_nobody_has() {
    assertThat(said(new Post.Vacant(), node("attic", 7, false, true)))
        .endsWith("BAD no node decides: nothing is watched");
    assertThat(said(new Post.Vacant())).containsExactly("NOTE no node is running");
    assertThat(NodeItems.of(new Roster(new Post.Vacant(), List.of())).get(0).mark())
        .isEqualTo(Mark.NOTE);
  }
}
