package homebox.controlplane;

import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A site, a Telegram, and any number of processes of the real jar on one PostgreSQL. */
@ExtendWith(Postgres.class)
abstract class NodeScene {
  static final String DECIDES = "this node decides now";

  @TempDir Path folder;
  PostgresBase base;
  final FakeTelegram telegram = new FakeTelegram();
  final Site site = Site.start();

  @BeforeEach
  void use(PostgresBase given) {
    base = given;
  }

  @AfterEach
  void close() {
    site.close();
    telegram.close();
  }

  /** What a node of that name is told by its environment. */
  Map<String, String> environment(String name) {
    Map<String, String> environment = new HashMap<>(telegram.environment());
    environment.putAll(base.environment());
    environment.put("CLUSTER_ENABLED", "true");
    environment.put("CLUSTER_NODE_NAME", name);
    environment.put("CLUSTER_LOCATION", "at " + name + "'s");
    return environment;
  }

  /** One that has this file, in a folder of its own. */
  JarProcess node(String place, String yaml, Map<String, String> environment) throws IOException {
    return node(JarProcess.jar(), place, yaml, environment);
  }

  /** The same of another jar. */
  JarProcess node(Path jar, String place, String yaml, Map<String, String> environment)
      throws IOException {
    Path home = folder.resolve(place);
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("conf/control-plane.yaml"), yaml);
    return JarProcess.startOther(jar, home, List.of("-Xmx256m"), environment);
  }

  /** The same, once it decides and has had an answer. */
  static JarProcess deciding(JarProcess node) {
    node.awaitLine(line -> line.contains(DECIDES));
    node.awaitState("box", "UP");
    return node;
  }

  /** The same, once it stands ready. */
  static JarProcess standby(JarProcess node) {
    node.awaitLine(line -> line.contains("standing ready"));
    return node;
  }

  /** No vote is asked for, and none is kept. */
  boolean nobodyIsAsked() {
    return base.number("SELECT (SELECT count(*) FROM vote_request) + (SELECT count(*) FROM vote)")
        == 0;
  }

  /** How many messages have this in them. */
  long heard(String word) {
    return telegram.messages().stream().filter(message -> message.text().contains(word)).count();
  }
}
