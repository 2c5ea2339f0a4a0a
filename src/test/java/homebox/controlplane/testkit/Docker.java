package homebox.controlplane.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Docker of this machine, by its commands. */
public final class Docker {
  /** What .ci/run makes of Debian packages; another one may be named. */
  private static final String BASE =
      Optional.ofNullable(System.getenv("CONTROL_PLANE_BASE"))
          .orElse("control-plane-base:bookworm");

  /** The same with Debian's PostgreSQL: what docker/compose.cluster.yaml needs. */
  private static final String POSTGRES =
      Optional.ofNullable(System.getenv("CONTROL_PLANE_POSTGRES"))
          .orElse("control-plane-postgres:bookworm");

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Docker() {}

  /** How a command ended, and what it said on both streams. */
  public record Said(int code, String text) {
    /** The text of one that went well. */
    public String well() {
      if (code != 0) {
        throw new AssertionError("exit " + code + ": " + text);
      }
      return text.strip();
    }
  }

  /** Why nothing can be tried here; empty if it can. */
  public static Optional<String> missing() {
    if (run(Map.of(), Duration.ofSeconds(20), "docker", "info").code() != 0) {
      return Optional.of("no Docker engine answers");
    }
    return missing(BASE, "CONTROL_PLANE_BASE");
  }

  /** The same for what compose is to bring up beside a PostgreSQL. */
  public static Optional<String> missingForCompose() {
    return missing()
        .or(() -> missing(POSTGRES, "CONTROL_PLANE_POSTGRES"))
        .or(
            () ->
                composeProgram().isPresent()
                    ? Optional.empty()
                    : Optional.of("neither docker compose nor docker-compose is there"));
  }

  private static Optional<String> missing(String image, String variable) {
    return docker("image", "inspect", image).code() == 0
        ? Optional.empty()
        : Optional.of(
            "there is no image " + image + ": .ci/run makes it, " + variable + " names another");
  }

  /** The image that holds a PostgreSQL. */
  public static String postgres() {
    return POSTGRES;
  }

  /** The compose program of this machine, of either generation. */
  public static Optional<List<String>> composeProgram() {
    return List.of(List.of("docker", "compose"), List.of("docker-compose")).stream()
        .filter(program -> run(Map.of(), program, "version").code() == 0)
        .findFirst();
  }

  /** Whether it is {@code docker compose}; else it is docker-compose. */
  static boolean hasComposePlugin() {
    return composeProgram().filter(program -> program.size() > 1).isPresent();
  }

  /** What builds and runs our image here, for docker/compose.yaml. */
  public static Map<String, String> bases() {
    return Map.of("BASE", BASE, "BUILDER", BASE, "JAR", "local");
  }

  /** Builds our image of the jar that was built. */
  public static void build(String tag) {
    var command = new ArrayList<>(List.of("build", "-q", "-f", "docker/Dockerfile", "-t", tag));
    bases().forEach((name, value) -> command.addAll(List.of("--build-arg", name + "=" + value)));
    command.add(".");
    docker(command.toArray(String[]::new)).well();
  }

  /** The address at which containers reach this machine, as one of them has it in its hosts. */
  public static String here() {
    String add = "--add-host=machine:host-gateway";
    return docker("run", "--rm", "--entrypoint", "cat", add, BASE, "/etc/hosts")
        .well()
        .lines()
        .filter(line -> line.endsWith("machine"))
        .map(line -> line.split("\\s+")[0])
        .findFirst()
        .orElseThrow();
  }

  /** {@code docker …}. */
  public static Said docker(String... arguments) {
    return run(Map.of(), List.of("docker"), arguments);
  }

  /** Any command, with this in its environment. */
  public static Said run(Map<String, String> environment, List<String> program, String... more) {
    var command = new ArrayList<>(program);
    command.addAll(List.of(more));
    return run(environment, PATIENCE, command.toArray(String[]::new));
  }

  private static Said run(Map<String, String> environment, Duration atMost, String... command) {
    try {
      Path said = Files.createTempFile("docker", ".txt");
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(said, StandardCharsets.UTF_8);
      Files.delete(said);
      return ended
          ? new Said(process.exitValue(), text)
          : new Said(-1, "not done after " + atMost + ": " + text);
    } catch (IOException notThere) {
      return new Said(-1, notThere.getMessage());
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
