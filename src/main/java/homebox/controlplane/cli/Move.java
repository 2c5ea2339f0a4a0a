package homebox.controlplane.cli;

import homebox.controlplane.config.Host;
import homebox.controlplane.config.Settings;
import homebox.controlplane.store.Moved;
import homebox.controlplane.store.Moving;
import homebox.controlplane.store.StoreUnavailable;
import homebox.controlplane.store.UnusableDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** Brings our own history from a file into the PostgreSQL of the configuration. */
final class Move {
  private final Settings settings;
  private final Screen screen;

  Move(Settings settings, Screen screen) {
    this.settings = settings;
    this.screen = screen;
  }

  /** The exit code. */
  int go(Path file) {
    if (settings.database().server().isEmpty()) {
      screen.say(
          "no database_url is set, so there is no PostgreSQL to take "
              + file
              + " into — write database_url: jdbc:postgresql://host/control_plane into the"
              + " configuration, with database_user and database_password, then call this again");
      return Exit.MISTAKE;
    }
    try {
      screen.progress("looking …");
      answer(
          file,
          Moving.move(file, settings.database().server().get(), whoWeAre(), new Shown(screen)));
      return Exit.WELL;
    } catch (UnusableDatabase refused) {
      screen.say(refused.getMessage());
      return Exit.MISTAKE;
    } catch (StoreUnavailable broken) {
      screen.say(broken.getMessage());
      return Exit.NOT;
    }
  }

  private void answer(Path file, Moved moved) {
    moved
        .others()
        .forEach(
            table -> screen.say("the table " + table + " is none of ours: it is not taken over"));
    screen.answer(
        String.format(
            Locale.ROOT,
            "%s: %s, %s%s, %s (%d open) and %s to be told, from %s",
            moved.place(),
            count(moved.services(), "service"),
            count(moved.checks(), "check"),
            moved.since().map(at -> " since " + day(at.atZone(zone()).toLocalDate())).orElse(""),
            count(moved.incidents(), "incident"),
            moved.open(),
            count(moved.waiting(), "message"),
            file));
    screen.answer(
        "Start «run» now: it goes on from there. "
            + file
            + " is as it was, and not used any more.");
  }

  private ZoneId zone() {
    return settings.process().timeZone();
  }

  private static String day(LocalDate day) {
    return day.toString();
  }

  /** 1 check, 12,345 checks. */
  static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  /** For a run that starts on the file meanwhile. */
  private static String whoWeAre() {
    return "an import, process " + ProcessHandle.current().pid() + " on " + Host.name();
  }

  /** How far it is, for who looks. */
  private record Shown(Screen screen) implements Moving.Progress {
    @Override
    public void copied(int pages, int of) {
      screen.progress("of an older version: a copy is brought up to date …");
    }

    @Override
    public void moved(long rows, long of) {
      screen.progress(
          rows < of
              ? String.format(Locale.ROOT, "%,d of %,d rows …", rows, of)
              : "all rows are there; they are counted …");
    }
  }
}
