package homebox.controlplane.config;

/** What one key alone cannot tell of several hosts. */
record ClusterCheck(Values root) {
  void check() {
    Values cluster = root.or(Keys.CLUSTER);
    if (cluster.or(ClusterKeys.ENABLED) && !root.has(Keys.DATABASE_URL)) {
      cluster
          .spot(ClusterKeys.ENABLED)
          .fault(
              "needs a PostgreSQL that all hosts share — set database_url (DATABASE_URL), or leave"
                  + " cluster out for one host");
    }
  }
}
