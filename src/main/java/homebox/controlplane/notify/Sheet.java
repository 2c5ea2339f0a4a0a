package homebox.controlplane.notify;

import homebox.controlplane.check.Phases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lines about one service that has a letter for itself. */
final class Sheet {
  private static final int LONGEST_SENTENCE = 500;
  private static final int MOST_CHANGES = 10;

  private final Speech speech;
  private final List<String> lines = new ArrayList<>();

  private Sheet(Speech speech) {
    this.speech = speech;
  }

  static List<String> of(Entry entry, Speech speech) {
    var sheet = new Sheet(speech);
    if (entry.hasStory()) {
      sheet.story(entry.facts());
    } else {
      sheet.one(entry.last());
    }
    entry.said().ifPresent(word -> sheet.line("label.says", speech.word(word)));
    entry.last().dependents().ifPresent(some -> sheet.dependents(entry.last().kind(), some));
    String link = entry.last().seen().link();
    if (!link.isEmpty()) {
      sheet.lines.add(link);
    }
    return sheet.lines;
  }

  /** At its end only those that nobody has heard of yet. */
  private void dependents(Kind kind, Fact.Dependents some) {
    if (kind != Kind.RECOVERY) {
      lines.add(speech.say("dependents.count", some.count()));
    }
    if (!some.names().isEmpty()) {
      var names = new ArrayList<>(some.names());
      if (some.more() > 0) {
        names.add(speech.say("more", some.more()));
      }
      String key = kind == Kind.RECOVERY ? "dependents.rest" : "dependents.failed";
      lines.add(Draft.cut(speech.say(key, String.join(", ", names)), LONGEST_SENTENCE));
    }
  }

  private void story(List<Fact> facts) {
    lines.add(Story.of(facts, speech));
    for (Fact fact : facts.subList(Math.max(0, facts.size() - MOST_CHANGES), facts.size())) {
      String word = speech.say("word." + fact.kind(), fact.seen().number());
      lines.add(speech.say("change", word, when(fact), answer(fact)));
    }
  }

  /** A reminder came so long after its outage had begun. */
  private String when(Fact fact) {
    return fact.was()
        .filter(was -> fact.kind() == Kind.REMINDER)
        .map(was -> speech.say("change.after", speech.rough(was.length())))
        .orElseGet(() -> speech.when(fact.at()));
  }

  private String answer(Fact fact) {
    return fact.seen()
        .failure()
        .map(failure -> Draft.cut(speech.sentence(failure), LONGEST_SENTENCE))
        .orElseGet(() -> speech.exact(fact.seen().took()));
  }

  private void one(Fact fact) {
    lines.add(speech.say("label.status", fact.level(), speech.when(fact.at())));
    switch (fact.kind()) {
      case RECOVERY -> recovery(fact);
      case WARNING -> slow(fact.seen());
      default -> failed(fact);
    }
  }

  private void failed(Fact fact) {
    if (fact.kind() == Kind.REMINDER) {
      length(fact);
    }
    Fact.Seen seen = fact.seen();
    seen.status().ifPresent(status -> line("label.code", String.valueOf(status)));
    seen.failure().ifPresent(why -> line("label.error", answer(fact)));
    fact.seenBy().ifPresent(by -> lines.add(speech.say("label.seen-by", by.down(), by.of())));
    if (!seen.took().isZero()) {
      line("label.failed", speech.exact(seen.took()));
    }
    phases(seen.phases());
  }

  private void slow(Fact.Seen seen) {
    answered(seen);
    phases(seen.phases());
  }

  private void recovery(Fact fact) {
    answered(fact.seen());
    length(fact);
  }

  private void answered(Fact.Seen seen) {
    line("label.took", speech.exact(seen.took()));
    seen.limit().ifPresent(limit -> line("label.limit", speech.exact(limit)));
  }

  /** Those that took a millisecond or more: the others explain nothing. */
  private void phases(Phases phases) {
    List<String> said = new ArrayList<>();
    phase(said, "phase.dns", phases.dns());
    phase(said, "phase.connect", phases.connect());
    phase(said, "phase.tls", phases.tls());
    phase(said, "phase.wait", phases.waiting());
    phase(said, "phase.transfer", phases.transfer());
    if (!said.isEmpty()) {
      line("label.phases", String.join(", ", said));
    }
  }

  private void phase(List<String> said, String key, Duration length) {
    if (length.toMillis() > 0) {
      said.add(speech.say(key, speech.rough(length)));
    }
  }

  private void length(Fact fact) {
    fact.was()
        .ifPresent(
            was ->
                line(
                    was.level().equals("SLOW") ? "label.slow" : "label.downtime",
                    speech.rough(was.length())));
  }

  private void line(String key, String fact) {
    lines.add(speech.say(key, fact));
  }
}
