package homebox.controlplane.store;

import java.util.UUID;

/**
 * How a server knows one run of us: by a name that no other run has, for whoever looks into {@code
 * pg_stat_activity}.
 *
 * @param name of the one connection that writes; PostgreSQL cuts it at 63 bytes
 */
record Visitor(String name) {
  private static final int LONGEST_HOST = 24;

  /** This run. */
  static Visitor of(String host) {
    long pid = ProcessHandle.current().pid();
    String shown = host.substring(0, Math.min(host.length(), LONGEST_HOST));
    String run = UUID.randomUUID().toString().substring(0, 8);
    return new Visitor("control-plane " + pid + "@" + shown + " " + run);
  }

  /** The name of the connections that only read. */
  String reader() {
    return name + " r";
  }
}
