package homebox.controlplane.cli;

import homebox.controlplane.config.Settings;
import homebox.controlplane.store.Backup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code backup}: a copy of the database. */
@Command(
    name = "backup",
    header = "Copies the database to FILE while it is in use, and checks the copy.",
    exitCodeList = {
      "0:FILE is a consistent copy",
      "1:it could not be copied; there is no FILE",
      "2:a mistake in usage or configuration, or FILE is there already"
    },
    footer = "To go back to it: stop «run», put the copy at database_path, start «run» again.")
final class BackupCommand implements Callable<Integer> {
  @ParentCommand private ControlPlane top;

  @Parameters(paramLabel = "FILE", description = "A file that is not there yet.")
  private Path target;

  @Override
  public Integer call() {
    return top.errand().with(this::copy);
  }

  private int copy(Settings settings, Screen screen) {
    if (settings.database().server().isPresent()) {
      screen.say(
          "the history is in a PostgreSQL (database_url), which has a command of its own for that:"
              + " pg_dump --format=custom --file=FILE …");
      return Exit.MISTAKE;
    }
    Path database = settings.database().path();
    if (Files.exists(target)) {
      screen.say(target + " is there already — name a file that is not");
      return Exit.MISTAKE;
    }
    if (!Files.exists(database)) {
      screen.say("there is no database at " + database + " yet — «run» makes it");
      return Exit.NOT;
    }
    try {
      Backup.copy(database, target, (pages, of) -> screen.progress(progress(pages, of)));
      screen.answer(target + ": " + size(target.toFile().length()) + ", checked");
      return Exit.WELL;
    } catch (Backup.NotCopied failed) {
      screen.say(failed.getMessage());
      return Exit.NOT;
    }
  }

  private static String progress(int pages, int of) {
    return pages < of ? "copied " + 100L * pages / of + " % …" : "copied; the copy is checked …";
  }

  /** 100 kB, 12.3 MB. */
  static String size(long bytes) {
    return bytes < 1_000_000
        ? (bytes + 999) / 1_000 + " kB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
