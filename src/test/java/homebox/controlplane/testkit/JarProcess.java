package homebox.controlplane.testkit;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real jar, started as a process of its own in a folder of the test. */
public final class JarProcess implements AutoCloseable {
  private static final Pattern PAGE = Pattern.compile("page on http://[^ ]*:(\\d+)");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private final Consumer<List<String>> check;
  private boolean checked;

  private JarProcess(Process process, Consumer<List<String>> check) {
    this.process = process;
    this.check = check;
    this.reader = new Thread(this::read, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it. Nothing of the test's own environment reaches it but PATH and HOME.
   *
   * @param folder the working folder
   * @param environment what it finds set
   * @param arguments after the jar
   */
  public static JarProcess start(
      Path folder, Map<String, String> environment, String... arguments) {
    return start(folder, List.of("-Xmx256m"), environment, arguments);
  }

  /** The same with flags for the virtual machine. */
  public static JarProcess start(
      Path folder, List<String> flags, Map<String, String> environment, String... arguments) {
    return startUnder(List.of(), folder, flags, environment, arguments);
  }

  /** The same under another program, which becomes it ({@code exec}): the process is still ours. */
  public static JarProcess startUnder(
      List<String> program,
      Path folder,
      List<String> flags,
      Map<String, String> environment,
      String... arguments) {
    var what = new ArrayList<>(List.of("-jar", jar().toString()));
    what.addAll(Arrays.asList(arguments));
    return startUnder(program, folder, flags, environment, what);
  }

  /** Another jar than the one that was built. */
  public static JarProcess startOther(
      Path jar, Path folder, List<String> flags, Map<String, String> environment) {
    return startUnder(List.of(), folder, flags, environment, List.of("-jar", jar.toString()));
  }

  /** A {@code main} of the tests' own, with all that these have. */
  public static JarProcess startClass(
      Class<?> main,
      Path folder,
      List<String> flags,
      Map<String, String> environment,
      String... arguments) {
    var what =
        new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    what.addAll(Arrays.asList(arguments));
    return startUnder(List.of(), folder, flags, environment, what);
  }

  private static JarProcess startUnder(
      List<String> program,
      Path folder,
      List<String> flags,
      Map<String, String> environment,
      List<String> what) {
    var command = new ArrayList<String>(program);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(what);
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
    builder.environment().put("DAILY_REPORT_AT", "off"); // else it comes between at eight
    builder.environment().putAll(environment);
    try {
      return new JarProcess(
          builder.start(), said -> LogCheck.of(folder, builder.environment(), said));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** The one that was built. */
  public static Path jar() {
    return Path.of(System.getProperty("control-plane.jar", "target/control-plane.jar"))
        .toAbsolutePath();
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException closed) {
      lines.add("(output closed: " + closed.getMessage() + ")");
    }
  }

  /** What it has said so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Its process. */
  public Process process() {
    return process;
  }

  /** Waits for a line. */
  public String awaitLine(Predicate<String> wanted) {
    await("a line", () -> lines.stream().anyMatch(wanted));
    return lines.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits for something that is seen from outside. */
  public void await(String what, BooleanSupplier condition) {
    await(what, Duration.ofSeconds(90), condition);
  }

  /** Waits for something that is seen from outside, no longer than that. */
  public void await(String what, Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "waited in vain for " + what + "; it said:\n" + String.join("\n", lines));
      }
      breathe();
    }
  }

  /** The port of its page: the last one, for it may have been opened more than once. */
  public int port() {
    awaitLine(line -> PAGE.matcher(line).find());
    return lines().stream()
        .map(PAGE::matcher)
        .filter(Matcher::find)
        .mapToInt(page -> Integer.parseInt(page.group(1)))
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  /** Asks it over HTTP. */
  public HttpResponse<String> get(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** One service of /api/v1/services, by its id. */
  public Optional<JsonObject> service(String id) {
    return new JsonObject(get("/api/v1/services?ids=" + id).body())
        .getJsonArray("services").stream().map(JsonObject.class::cast).findFirst();
  }

  /** Waits until a service has this state. */
  public JsonObject awaitState(String id, String state) {
    await(
        id + " to be " + state,
        () -> service(id).filter(row -> state.equals(row.getString("state"))).isPresent());
    return service(id).orElseThrow();
  }

  /** Writes a line into its input. */
  public void write(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Sends SIGTERM and waits for the end. */
  public int stop() {
    process.toHandle().destroy(); // Process.destroy() would close its output before it has ended
    return exit();
  }

  /** Sends a signal, such as {@code INT}, by the shell's own {@code kill}. */
  public void signal(String name) {
    try {
      var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid());
      if (kill.inheritIO().start().waitFor() != 0) {
        throw new AssertionError("SIG" + name + " could not be sent");
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly();
    exit();
  }

  /** Waits for the end by itself: the exit code. */
  public int exit() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("still running; it said:\n" + String.join("\n", lines));
      }
      reader.join(5_000);
      checkWhatItSaid();
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** However it ends, and once. */
  private void checkWhatItSaid() {
    if (!checked) {
      checked = true;
      check.accept(lines());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exit();
  }

  /** Between two looks at a process there is nothing to wait on but time. */
  private static void breathe() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
