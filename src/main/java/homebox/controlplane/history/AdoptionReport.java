package homebox.controlplane.history;

import homebox.controlplane.history.AdoptionMark.Stage;
import homebox.controlplane.time.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how the adoption goes: its begin and its end in the log, what is between to a terminal. */
final class AdoptionReport {
  private static final Logger log = LoggerFactory.getLogger(AdoptionReport.class);

  /** From one word on the terminal to the next. */
  static final Duration WORD = Duration.ofSeconds(2);

  private final Pace pace;
  private final AdoptionPlan plan;
  private Path original;
  private long total;
  private long nextWord;
  private boolean begun;
  private boolean away;

  AdoptionReport(Pace pace, AdoptionPlan plan) {
    this.pace = pace;
    this.plan = plan;
  }

  /** Once a process, however often the database is opened. */
  Void begin(AdoptionMark mark, Path file, long rows) {
    original = file;
    total = rows;
    if (begun) {
      return null;
    }
    begun = true;
    nextWord = pace.nanos();
    if (mark.equals(AdoptionMark.START)) {
      log.info(
          "taking over the predecessor's {} from {} while checking goes on; its timestamps are read"
              + " as of {} (time_zone)",
          count(rows, "check"),
          file,
          plan.zone());
    } else {
      log.info("going on with taking over the predecessor's checks from {}: {}", file, done(mark));
    }
    return null;
  }

  void progress(AdoptionMark mark) {
    away = false;
    if (mark.stage() == Stage.DONE) {
      end(mark);
    } else if (pace.nanos() >= nextWord) {
      nextWord = pace.nanos() + WORD.toNanos();
      plan.terminal().accept("taking over the predecessor's checks: " + done(mark));
    }
  }

  /** The file is not there, or cannot be read. */
  void away(Throwable cause) {
    if (!away) {
      away = true;
      log.error(
          "{} cannot be read ({}): the predecessor's checks are not taken over any further — put it"
              + " back; it is looked for once a minute",
          original,
          cause.getMessage());
    }
  }

  private String done(AdoptionMark mark) {
    if (mark.stage() == Stage.INCIDENTS) {
      return "making incidents of them, " + count(mark.services(), "service") + " done";
    }
    long read = mark.kept() + mark.unread();
    return number(read)
        + (total > 0 ? " of " + number(total) + " (" + 100 * read / total + " %)" : "");
  }

  private void end(AdoptionMark mark) {
    String what =
        "adopted "
            + count(mark.kept(), "check")
            + " of "
            + count(mark.services(), "service")
            + " and "
            + count(mark.incidents(), "incident");
    if (mark.unread() == 0) {
      log.info("{}; every row could be read; the original is {}", what, original);
    } else {
      log.warn(
          "{}; {} could not be read ({}), the first at {}; the original is {}",
          what,
          count(mark.unread(), "row"),
          flaws(mark),
          mark.firstFlaw().isPresent() ? mark.firstFlaw().getAsLong() : "the end",
          original);
    }
    plan.terminal().accept(what);
  }

  private static String flaws(AdoptionMark mark) {
    return mark.flaws().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> number(each.getValue()) + " " + each.getKey().words())
        .collect(Collectors.joining(", "));
  }

  private static String count(long count, String what) {
    return number(count) + " " + what + (count == 1 ? "" : "s");
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
