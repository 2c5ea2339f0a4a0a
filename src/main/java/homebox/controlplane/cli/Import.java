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

/** Reads, and prints or writes; a history of ours it brings over. */
final class Import {
  private static final String HOMEBOX = "homebox";
  private static final String DOTENV = "dotenv";
  private static final List<String> LATER = List.of("uptime-kuma", "gatus");

  /** Our own history, which is more than a configuration. */
  private static final String OURS = "control-plane";

  private final Source source;
  private final Screen screen;
  private final Errand errand;

  /**
   * Does nothing yet.
   *
   * @param errand for what needs the configuration
   */
  Import(Source source, Screen screen, Errand errand) {
    this.source = source;
    this.screen = screen;
    this.errand = errand;
  }

  /** The exit code. */
  int go(String kind, List<Path> files, boolean write) {
    Optional<String> misuse = misuse(kind, files, write);
    if (misuse.isPresent()) {
      screen.say(misuse.get());
      return Exit.MISTAKE;
    }
    return kind.equals(OURS)
        ? errand.with((settings, here) -> new Move(settings, here).go(files.get(0)))
        : translate(kind, files, write);
  }

  private int translate(String kind, List<Path> files, boolean write) {
    try {
      Sheet sheet = kind.equals(HOMEBOX) ? HomeboxJson.read(files) : DotEnv.read(files.get(0));
      return write ? write(sheet) : print(sheet);
    } catch (NotImported faulty) {
      faulty.faults().forEach(screen::say);
      screen.say(faulty.faults().size() + " to mend; nothing was taken over.");
      return Exit.MISTAKE;
    }
  }

  /** What is wrong with how it was called. */
  private static Optional<String> misuse(String kind, List<Path> files, boolean write) {
    if (LATER.contains(kind)) {
      return Optional.of("import " + kind + " is not in this version yet");
    }
    if (!List.of(HOMEBOX, DOTENV, OURS).contains(kind)) {
      return Optional.of(
          "\""
              + kind
              + "\" is no kind of file — "
              + new Suggestion(List.of(HOMEBOX, DOTENV, OURS))
                  .near(kind)
                  .map(meant -> "did you mean " + meant + "?")
                  .orElse("there are homebox, dotenv and control-plane"));
    }
    if (kind.equals(OURS) && write) {
      return Optional.of(
          "import control-plane writes into the PostgreSQL of database_url — leave --write out");
    }
    return !kind.equals(HOMEBOX) && files.size() > 1
        ? Optional.of("import " + kind + " takes one file — name one")
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
