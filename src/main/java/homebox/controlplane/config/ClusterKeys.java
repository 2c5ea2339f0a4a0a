package homebox.controlplane.config;

/** The keys of {@code cluster}. */
final class ClusterKeys {
  static final Table TABLE =
      Table.of(
          Key.of("enabled", Words.truth()).or("off").named("CLUSTER_ENABLED").restart(),
          Key.of("node_name", Words.line(100)).named("CLUSTER_NODE_NAME").restart(),
          Key.of("location", Words.line(100)).named("CLUSTER_LOCATION").restart());

  private ClusterKeys() {}
}
