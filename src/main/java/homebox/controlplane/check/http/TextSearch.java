package homebox.controlplane.check.http;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Reason;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.TextMatch;
import homebox.controlplane.time.Pace;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches answers. A short one is searched at once, for two milliseconds; a long one, and what
 * takes longer, on threads of its own, for a second.
 */
final class TextSearch {
  /** A search was stopped. */
  private static final class Runaway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TextMatch match;

    Runaway(TextMatch match) {
      super("too long", null, false, false);
      this.match = match;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(TextSearch.class);
  private static final int SHORT = 32 * 1024;
  private static final long AT_ONCE_NANOS = 2_000_000;
  private static final long ASIDE_NANOS = 1_000_000_000;
  private static final int SHOWN = 120;

  private final Pace pace;
  private final Workers workers = new Workers("search", 2, 512);

  TextSearch(Pace pace) {
    this.pace = pace;
  }

  /**
   * What is wrong with a body, if anything.
   *
   * @param then called once, at once or on a thread of ours
   */
  void body(HttpAsk.Expect expect, BodyText body, Consumer<Optional<Failure>> then) {
    if (body.length() <= SHORT) {
      try {
        then.accept(compare(expect, body.text(), AT_ONCE_NANOS));
        return;
      } catch (Runaway heavy) {
        // aside, then
      }
    }
    if (!workers.run(() -> then.accept(aside(expect, body)))) {
      // so many run away at once that nobody has time for this one
      then.accept(slow((expect.body().isEmpty() ? expect.bodyNot() : expect.body()).get(0)));
    }
  }

  /** For texts of a few bytes. */
  boolean found(TextMatch match, String text) {
    return found(match, text, pace.nanos() + AT_ONCE_NANOS);
  }

  void close() {
    workers.close();
  }

  /** As configured, but short. */
  static String shown(TextMatch match) {
    String written =
        match instanceof TextMatch.Regex ? match.written() : '"' + match.written() + '"';
    if (written.length() <= SHOWN) {
      return written;
    }
    return match instanceof TextMatch.Regex
        ? written.substring(0, SHOWN - 1) + "…"
        : written.substring(0, SHOWN - 2) + "…\"";
  }

  private Optional<Failure> aside(HttpAsk.Expect expect, BodyText body) {
    try {
      return compare(expect, body.text(), ASIDE_NANOS);
    } catch (Runaway runaway) {
      return slow(runaway.match);
    } catch (RuntimeException bug) {
      log.error("searching an answer met a bug of ours", bug);
      return Optional.of(Failure.of(Reason.BUG));
    }
  }

  private Optional<Failure> compare(HttpAsk.Expect expect, String text, long nanos) {
    long until = pace.nanos() + nanos;
    Optional<Failure> lacks = first(expect.body(), text, until, false, Reason.BODY_LACKS);
    return lacks.isPresent() ? lacks : first(expect.bodyNot(), text, until, true, Reason.BODY_HAS);
  }

  private Optional<Failure> first(
      List<TextMatch> matches, String text, long until, boolean wrong, Reason reason) {
    for (TextMatch match : matches) {
      try {
        if (found(match, text, until) == wrong) {
          return Optional.of(Failure.of(reason, shown(match)));
        }
      } catch (TimedText.TooLong tooLong) {
        throw new Runaway(match);
      } catch (StackOverflowError deep) {
        return Optional.of(Failure.of(Reason.BODY_PATTERN_DEEP, shown(match)));
      }
    }
    return Optional.empty();
  }

  private boolean found(TextMatch match, String text, long until) {
    if (match instanceof TextMatch.Regex regex) {
      return regex.pattern().matcher(new TimedText(text, pace, until)).find();
    }
    return text.contains(match.written());
  }

  private static Optional<Failure> slow(TextMatch match) {
    return Optional.of(Failure.of(Reason.BODY_PATTERN_SLOW, shown(match)));
  }
}
