package homebox.controlplane.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is packed into the jar, or lies in the folder of classes. */
final class Resources {
  private Resources() {}

  /** All files below {@code /webroot}, by their path there, sorted. */
  static TreeMap<String, byte[]> webroot() {
    var files = new TreeMap<String, byte[]>();
    for (String name : names()) {
      files.put(name, read("/webroot/" + name));
    }
    return files;
  }

  private static List<String> names() {
    URL index = Resources.class.getResource("/webroot/index.html");
    try {
      if (index.openConnection() instanceof JarURLConnection packed) {
        return packed.getJarFile().stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith("webroot/") && !name.endsWith("/"))
            .map(name -> name.substring("webroot/".length()))
            .toList();
      }
      Path root = Path.of(URI.create(index.toString())).getParent();
      try (Stream<Path> below = Files.walk(root)) {
        return below
            .filter(Files::isRegularFile)
            .map(file -> root.relativize(file).toString().replace('\\', '/'))
            .toList();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("unreadable resource " + index, broken);
    }
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
