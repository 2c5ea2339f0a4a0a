package homebox.controlplane.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is packed into the jar, or lies in the folder of classes. */
final class Resources {
  /** The names of the page's files: to find them among all that is in the jar takes its time. */
  private static final String LIST = "/webroot.list";

  private Resources() {}

  /** Part of the build: lists the page's files in the folder of classes (pom.xml, page-list). */
  public static void main(String[] folders) throws IOException {
    Path root = Path.of(folders[0]); // not the copy, in which what has been removed still lies
    try (Stream<Path> below = Files.walk(root)) {
      List<String> names =
          below
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
      Files.write(Path.of(folders[1], "webroot.list"), names);
    }
  }

  /** All files below {@code /webroot}, by their path there, sorted. */
  static TreeMap<String, byte[]> webroot() {
    var files = new TreeMap<String, byte[]>();
    for (String name : names()) {
      files.put(name, read("/webroot/" + name));
    }
    return files;
  }

  private static List<String> names() {
    return new String(read(LIST), StandardCharsets.UTF_8).lines().toList();
  }

  /** The version of a WebJar, as it says itself. */
  static String version(String webjar) {
    var properties = new Properties();
    String name = "/META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties";
    try (InputStream in = open(name)) {
      properties.load(in);
    } catch (IOException broken) {
      throw new UncheckedIOException("unreadable resource " + name, broken);
    }
    return properties.getProperty("version");
  }

  static byte[] read(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException("unreadable resource " + name, broken);
    }
  }

  private static InputStream open(String name) {
    InputStream in = Resources.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("missing resource " + name);
    }
    return in;
  }
}
