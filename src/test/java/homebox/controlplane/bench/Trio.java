package homebox.controlplane.bench;

import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.OwnPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three nodes of the real jar on one database: a decides, b and c stand ready. */
final class Trio implements AutoCloseable {
  private final OwnPostgres server;
  private final String database;
  private final List<JarProcess> nodes = new ArrayList<>();

  private Trio(OwnPostgres server, String database) {
    this.server = server;
    this.database = database;
  }

  /**
   * Starts them one after the other, on a new database.
   *
   * @param folder where each of them gets a folder of its own
   * @param yaml what they all have
   */
  static Trio start(OwnPostgres server, String database, Path folder, String yaml)
      throws IOException {
    server.base(ServerWork.TELLER).change("CREATE DATABASE " + database);
    var trio = new Trio(server, database);
    try {
      trio.add("a", folder, yaml).awaitLine(line -> line.contains("this node decides now"));
      trio.add("b", folder, yaml).awaitLine(line -> line.contains("standing ready: a on "));
      trio.add("c", folder, yaml).awaitLine(line -> line.contains("standing ready: a on "));
      return trio;
    } catch (IOException | AssertionError vain) {
      trio.close();
      throw vain;
    }
  }

  private JarProcess add(String name, Path folder, String yaml) throws IOException {
    Path home = folder.resolve(database).resolve(name);
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("conf/control-plane.yaml"), yaml);
    Map<String, String> environment = new HashMap<>(server.base(database).environment());
    environment.put("CLUSTER_ENABLED", "true");
    environment.put("CLUSTER_NODE_NAME", name);
    nodes.add(JarProcess.start(home, List.of("-Xmx256m"), environment));
    return nodes.get(nodes.size() - 1);
  }

  /** The node that decides. */
  JarProcess deciding() {
    return nodes.get(0);
  }

  /** What PostgreSQL has done for them so far. */
  ServerWork work() throws IOException {
    return ServerWork.of(server, database);
  }

  /** What each has used so far: a, b, c. */
  List<Usage> usages() {
    return nodes.stream().map(node -> Usage.of(node.process().pid())).toList();
  }

  /** The last of them hands over and ends. */
  void stopLast() {
    nodes.remove(nodes.size() - 1).stop();
  }

  /** Those that stand ready end first, so that nobody takes over. */
  void stop() {
    while (!nodes.isEmpty()) {
      stopLast();
    }
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.process().destroyForcibly());
    nodes.forEach(JarProcess::close);
  }
}
