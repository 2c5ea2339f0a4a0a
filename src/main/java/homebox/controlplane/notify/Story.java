package homebox.controlplane.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What became of a service, in one line: "DOWN 2 s, UP again". */
final class Story {
  private static final int MOST = 6;

  private record Stretch(String level, Instant from) {}

  private final Speech speech;
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  private Story(Speech speech) {
    this.speech = speech;
  }

  static String of(List<Fact> facts, Speech speech) {
    var story = new Story(speech);
    facts.forEach(story::then);
    return story.told(facts.get(facts.size() - 1));
  }

  private void then(Fact fact) {
    if (stretches.isEmpty() && fact.kind() == Kind.RECOVERY) {
      fact.was().ifPresent(was -> begin(was.level(), fact.at().minus(was.length())));
    }
    if (stretches.isEmpty()) {
      begin(fact.level(), fact.at());
    } else if (!now().level().equals(fact.level())) {
      words.add(speech.say("story.for", now().level(), speech.rough(length(fact))));
      begin(fact.level(), fact.at());
    }
  }

  private void begin(String level, Instant from) {
    stretches.add(new Stretch(level, from));
  }

  private Stretch now() {
    return stretches.get(stretches.size() - 1);
  }

  /** A recovery knows the length by the monotonic clock; else the wall clock must do. */
  private Duration length(Fact next) {
    return next.was()
        .filter(was -> next.kind() == Kind.RECOVERY && was.level().equals(now().level()))
        .map(Fact.Was::length)
        .orElseGet(() -> Duration.between(now().from(), next.at()));
  }

  private String told(Fact last) {
    List<String> all = new ArrayList<>(words);
    all.add(end(last));
    if (all.size() > MOST) {
      all.subList(2, all.size() - 3).clear();
      all.add(2, "…");
    }
    return String.join(", ", all);
  }

  private String end(Fact last) {
    if (last.kind() == Kind.RECOVERY) {
      return speech.say(last.level().equals("SLOW") ? "story.slow" : "story.again", "UP");
    }
    long times = stretches.stream().filter(each -> each.level().equals(last.level())).count();
    String end = times > 1 ? speech.say("story.again", last.level()) : last.level();
    return last.kind() == Kind.REMINDER
        ? end + " " + speech.say("story.reminder", last.seen().number())
        : end;
  }
}
