package homebox.controlplane.config;

/** The keys of {@code cluster}. */
final class ClusterKeys {
  static final Key<Boolean> ENABLED =
      Key.of("enabled", Words.truth()).or("off").named("CLUSTER_ENABLED").restart().used();
  static final Key<String> NODE_NAME =
      Key.of("node_name", Words.line(100)).named("CLUSTER_NODE_NAME").restart().used();
  static final Key<String> LOCATION =
      Key.of("location", Words.line(100)).named("CLUSTER_LOCATION").restart().used();
  static final Key<HttpUrl> ADDRESS =
      Key.of("address", Addresses.http()).named("CLUSTER_ADDRESS").restart().used();

  static final Table TABLE = Table.of(ENABLED, NODE_NAME, LOCATION, ADDRESS);

  private ClusterKeys() {}
}
