package homebox.controlplane.store;

import java.util.UUID;

/**
 * How a server knows one run of us: by a name that no other run has, for whoever looks into {@code
 * pg_stat_activity}.
 *
 * @param name of the one connection that writes; PostgreSQL cuts it at 63 bytes
 */
public record Visitor(String name) {
  private static final String PREFIX = "control-plane ";
  private static final String NODE = PREFIX + "node ";
  private static final int LONGEST_HOST = 24;

  /** A run that shares its database with nobody. */
  public static Visitor of(String host) {
    return new Visitor(PREFIX + where(host));
  }

  /** A run of one node among several. */
  public static Visitor node(String host) {
    return new Visitor(NODE + where(host));
  }

  private static String where(String host) {
    long pid = ProcessHandle.current().pid();
    String shown = host.substring(0, Math.min(host.length(), LONGEST_HOST));
    String run = UUID.randomUUID().toString().substring(0, 8);
    return pid + "@" + shown + " " + run;
  }

  /** True for the name of a {@link #node}. */
  public static boolean isNode(String name) {
    return name.startsWith(NODE);
  }

  /** The name of the connections that only read. */
  String reader() {
    return name + " r";
  }
}
