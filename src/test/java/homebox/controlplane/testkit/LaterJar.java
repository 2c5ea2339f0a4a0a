package homebox.controlplane.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The jar as a later version would be: a copy of the one that was built, with steps of the tables
 * more. How many it knows is a constant that is compiled into its neighbours, so the room that has
 * it is compiled anew, from the same sources but for that number.
 *
 * @param jar the file
 * @param step the last step that it knows
 */
public record LaterJar(Path jar, int step) {
  private static final String ROOM = "homebox/controlplane/store";
  private static final Path SOURCES = Path.of("src/main/java").resolve(ROOM);
  private static final Pattern STEP = Pattern.compile("(static final int LATEST = )(\\d+);");

  /** A step only adds; here it adds to what is written in every outage. */
  private static final List<String> ADDS =
      List.of(
          "CREATE TABLE later_%d (id BIGINT PRIMARY KEY, said TEXT);",
          "ALTER TABLE message ADD COLUMN later_%d TEXT;",
          "ALTER TABLE incident ADD COLUMN later_%d TEXT NOT NULL DEFAULT 'none';",
          "ALTER TABLE transition ADD COLUMN later_%d BIGINT NOT NULL DEFAULT 0;",
          "ALTER TABLE service_state ADD COLUMN later_%d BIGINT NOT NULL DEFAULT 0;",
          "ALTER TABLE check_result ADD COLUMN later_%d BIGINT;",
          "ALTER TABLE node ADD COLUMN later_%d TEXT;");

  /**
   * Makes one.
   *
   * @param folder where it may leave what it needs
   * @param more so many steps more
   */
  public static LaterJar in(Path folder, int more) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes-" + more));
    Path jar = folder.resolve("control-plane-" + more + ".jar");
    Files.copy(JarProcess.jar(), jar);
    int known = known();
    compile(sources(folder.resolve("sources-" + more), known + more), classes);
    try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path file : compiled.filter(Files::isRegularFile).toList()) {
        Path there = inside.getPath(classes.relativize(file).toString());
        Files.delete(there); // it is there: the same room
        Files.copy(file, there);
      }
      for (int step = known + 1; step <= known + more; step++) {
        Path migration = Path.of("migration", "postgresql", "V" + step + "__later.sql");
        Files.writeString(inside.getPath(ROOM, migration.toString()), text(step));
      }
      Files.writeString(inside.getPath("control-plane.properties"), "version=" + version(more));
    }
    return new LaterJar(jar, known + more);
  }

  /** What it calls itself. */
  public static String version(int more) {
    return "later." + more;
  }

  /** The last step that the jar knows which was built. */
  public static int known() throws IOException {
    Matcher found = STEP.matcher(Files.readString(SOURCES.resolve("Migrations.java")));
    if (!found.find()) {
      throw new IllegalStateException("Migrations.java does not say its last step any more");
    }
    return Integer.parseInt(found.group(2));
  }

  private static String text(int step) {
    return String.join("\n", ADDS.stream().map(add -> String.format(add, step)).toList());
  }

  private static List<Path> sources(Path folder, int step) throws IOException {
    Files.createDirectories(folder);
    var copies = new ArrayList<Path>();
    try (Stream<Path> all = Files.list(SOURCES)) {
      for (Path source : all.filter(it -> it.toString().endsWith(".java")).toList()) {
        Path copy = folder.resolve(source.getFileName().toString());
        String text = Files.readString(source);
        Files.writeString(copy, STEP.matcher(text).replaceAll("$1" + step + ";"));
        copies.add(copy);
      }
    }
    return copies;
  }

  private static void compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var options =
          List.of(
              "--release",
              "17",
              "-proc:none",
              "-cp",
              JarProcess.jar().toString(),
              "-d",
              classes.toString());
      boolean well =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!well) {
        throw new IllegalStateException("the room does not compile by itself");
      }
    }
  }
}
