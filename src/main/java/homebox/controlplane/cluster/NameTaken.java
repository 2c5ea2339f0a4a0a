package homebox.controlplane.cluster;

/** Another living node has our name. Its message says which, and what to do. */
public final class NameTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NameTaken(String name, String host) {
    super(
        "another node is called "
            + name
            + ", on the host "
            + host
            + " — give this one a cluster.node_name (CLUSTER_NODE_NAME) of its own");
  }
}
