package homebox.controlplane.cli;

import homebox.controlplane.cli.imports.DotEnv;
import homebox.controlplane.cli.imports.HomeboxJson;
import homebox.controlplane.cli.imports.NotImported;
import homebox.controlplane.cli.imports.Sheet;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.Suggestion;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Reads, and prints or writes. */
final class Import {
  private static final String HOMEBOX = "homebox";
  private static final String DOTENV = "dotenv";
  private static final List<String> LATER = List.of("uptime-kuma", "gatus", "control-plane");

  private final Source source;
  private final Screen screen;

  Import(Source source, Screen screen) {
    this.source = source;
    this.screen = screen;
  }

  /** The exit code. */
  int go(String kind, List<Path> files, boolean write) {
    Optional<String> misuse = misuse(kind, files);
    if (misuse.isPresent()) {
      screen.say(misuse.get());
      return Exit.MISTAKE;
    }
    try {
      Sheet sheet = kind.equals(HOMEBOX) ? HomeboxJson.read(files) : DotEnv.read(files.get(0));
      return write ? write(sheet) : print(sheet);
    } catch (NotImported faulty) {
      faulty.faults().forEach(screen::say);
      screen.say(faulty.faults().size() + " to mend; nothing was taken over.");
      return Exit.MISTAKE;
    }
  }

  private static Optional<String> misuse(String kind, List<Path> files) {
    if (LATER.contains(kind)) {
      return Optional.of("import " + kind + " is not in this version yet");
    }
    if (!kind.equals(HOMEBOX) && !kind.equals(DOTENV)) {
      return Optional.of(
          "\""
              + kind
              + "\" is no kind of file — "
              + new Suggestion(List.of(HOMEBOX, DOTENV))
                  .near(kind)
                  .map(meant -> "did you mean " + meant + "?")
                  .orElse("there are homebox and dotenv"));
    }
    return kind.equals(DOTENV) && files.size() > 1
        ? Optional.of("import dotenv takes one file — name one")
        : Optional.empty();
  }

  private int print(Sheet sheet) {
    screen.out().print(sheet.text());
    screen.out().flush();
    return Exit.WELL;
  }

  private int write(Sheet sheet) {
    Path shown = ConfigLoader.place(source);
    Path target = source.folder().resolve(shown).toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Files.writeString(target, sheet.text(), StandardOpenOption.CREATE_NEW);
      screen.answer(shown + " written");
      return Exit.WELL;
    } catch (FileAlreadyExistsException there) {
      screen.say(shown + " is there already — move it away, or name another one with --config");
      return Exit.MISTAKE;
    } catch (IOException refused) {
      screen.say(shown + " cannot be written (" + refused.getMessage() + ")");
      return Exit.NOT;
    }
  }
}
