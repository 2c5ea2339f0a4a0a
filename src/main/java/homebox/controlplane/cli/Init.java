package homebox.controlplane.cli;

import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code run --init}: writes the commented configuration, its schema for editors, and {@code
 * .env.example}. What is there already stays as it is.
 */
final class Init {
  private record Sheet(String resource, Path target, String what) {}

  private final Source source;
  private final Screen screen;
  private final Path configuration;

  Init(Source source, Screen screen) {
    this.source = source;
    this.screen = screen;
    this.configuration = ConfigLoader.place(source);
  }

  /** The exit code: 2 if there is a configuration, 1 if something cannot be written. */
  int go() {
    if (Files.exists(source.folder().resolve(configuration))) {
      screen.say(
          configuration
              + " is there already: nothing was written — move it away, or name another file with"
              + " --config");
      return Exit.MISTAKE;
    }
    try {
      for (Sheet sheet : sheets()) {
        write(sheet);
      }
    } catch (IOException refused) {
      screen.say(
          "not everything was written: "
              + why(refused)
              + " — give our user the right to write there, or start in another folder");
      return Exit.NOT;
    }
    screen.answer(next());
    return Exit.WELL;
  }

  private List<Sheet> sheets() {
    return List.of(
        new Sheet("conf/control-plane.yaml", configuration, "every key, commented out"),
        new Sheet(
            "conf/control-plane.schema.json",
            configuration.resolveSibling("control-plane.schema.json"),
            "what editors need to help with it"),
        new Sheet(".env.example", Path.of(".env.example"), "for tokens and passwords"));
  }

  private void write(Sheet sheet) throws IOException {
    Path target = source.folder().resolve(sheet.target()).toAbsolutePath();
    Files.createDirectories(target.getParent());
    try (InputStream in = resource(sheet.resource())) {
      Files.copy(in, target);
      screen.answer(sheet.target() + " written: " + sheet.what());
    } catch (FileAlreadyExistsException there) {
      screen.answer(sheet.target() + " is there already and stays as it is");
    }
  }

  private String next() {
    String old = "config/config.yaml";
    String moved =
        Files.exists(source.folder().resolve(old))
            ? old + " is not read any more now: copy its lines over, they mean the same. "
            : "";
    return moved
        + ("Next: name your services in " + configuration)
        + ", copy .env.example to .env and fill it in, then start without --init.";
  }

  private static String why(IOException refused) {
    return refused instanceof AccessDeniedException
        ? refused.getMessage() + " may not be written"
        : refused instanceof FileAlreadyExistsException
            ? refused.getMessage() + " is no folder"
            : refused.toString();
  }

  private static InputStream resource(String name) {
    InputStream in = Init.class.getResourceAsStream("init/" + name);
    if (in == null) {
      throw new UncheckedIOException(new IOException("missing resource init/" + name));
    }
    return in;
  }
}
