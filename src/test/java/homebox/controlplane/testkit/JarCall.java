package homebox.controlplane.testkit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a command of the real jar came to.
 *
 * @param exit its exit code
 * @param out all of stdout
 * @param err all of stderr
 */
public record JarCall(int exit, String out, String err) {
  /** Runs it to its end. Nothing of the test's own environment reaches it but PATH and HOME. */
  public static JarCall of(Path folder, Map<String, String> environment, String... arguments) {
    return under(List.of(), folder, environment, arguments);
  }

  /** The same, as the last arguments of another program. */
  public static JarCall under(
      List<String> program, Path folder, Map<String, String> environment, String... arguments) {
    var command = new ArrayList<String>(program);
    command.addAll(line(arguments));
    return run(command, folder, environment);
  }

  /** How the jar is called. */
  public static List<String> line(String... arguments) {
    String jar = System.getProperty("control-plane.jar", "target/control-plane.jar");
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-jar", Path.of(jar).toAbsolutePath().toString()));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Any command line. */
  public static JarCall run(List<String> command, Path folder, Map<String, String> environment) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
      CompletableFuture<String> out =
          CompletableFuture.supplyAsync(() -> all(process.getInputStream()));
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + command + "\n" + out.join() + err.join());
      }
      LogCheck.ofAnswer(folder, environment, out.join() + err.join());
      return new JarCall(process.exitValue(), out.join(), err.join());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Stdout as JSON. */
  public JsonObject json() {
    return new JsonObject(out);
  }

  private static String all(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
