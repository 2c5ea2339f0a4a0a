package homebox.controlplane.notify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sorts services under their words, the worst first; the first word is the message's title. */
final class Sections {
  private static final int LONGEST_SENTENCE = 200;
  private static final List<Kind> WORST_FIRST = List.of(Kind.ALERT, Kind.WARNING, Kind.RECOVERY);

  private final Speech speech;
  private final Marks marks;

  Sections(Speech speech, Marks marks) {
    this.speech = speech;
    this.marks = marks;
  }

  /** The services of each word that occurs, the worst word first, and in it what is critical. */
  static List<List<Entry>> byWord(List<Entry> entries) {
    List<Entry> sorted =
        entries.stream().sorted(Comparator.comparing(entry -> !entry.last().critical())).toList();
    return WORST_FIRST.stream()
        .map(word -> sorted.stream().filter(entry -> entry.word() == word).toList())
        .filter(some -> !some.isEmpty())
        .toList();
  }

  /** The first has no heading: it stands under the title. */
  List<Section> of(List<List<Entry>> words) {
    List<Section> all = new ArrayList<>();
    for (List<Entry> entries : words) {
      String heading = all.isEmpty() ? "" : Titles.many(entries, speech);
      List<Section.Line> lines = entries.stream().map(this::line).toList();
      all.add(new Section(Titles.icon(entries), heading, lines));
    }
    return all;
  }

  private Section.Line line(Entry entry) {
    String icon = Titles.icon(entry.word(), entry.last().critical());
    boolean story = entry.hasStory();
    String told = story ? " — " + Story.of(entry.facts(), speech) : "";
    var details = new ArrayList<String>();
    if (!story || entry.word() != Kind.RECOVERY) {
      details.add(detail(entry.last()));
    }
    entry.said().ifPresent(word -> details.add(speech.word(word)));
    String detail = String.join(", ", details);
    return new Section.Line(icon, entry.name(), marks.beside(entry) + told, detail);
  }

  private String detail(Fact fact) {
    return switch (fact.kind()) {
      case WARNING -> slow(fact.seen());
      case RECOVERY -> Story.of(List.of(fact), speech);
      default -> down(fact) + seenBy(fact) + dependents(fact);
    };
  }

  private String seenBy(Fact fact) {
    return fact.seenBy()
        .map(by -> ", " + speech.say("line.seen-by", by.down(), by.of()))
        .orElse("");
  }

  private String dependents(Fact fact) {
    return fact.dependents()
        .map(some -> " — " + speech.say("dependents.count", some.count()))
        .orElse("");
  }

  private String slow(Fact.Seen seen) {
    String took = speech.exact(seen.took());
    return seen.limit()
        .map(limit -> speech.say("line.slow", took, speech.exact(limit)))
        .orElse(took);
  }

  private String down(Fact fact) {
    String since =
        fact.kind() == Kind.REMINDER
            ? speech.say("line.reminder", speech.when(fact.at()), fact.seen().number())
            : speech.say("line.since", speech.when(fact.at()));
    return fact.seen()
        .failure()
        .map(why -> Draft.cut(speech.sentence(why), LONGEST_SENTENCE))
        .map(why -> speech.say("line.why", since, why))
        .orElse(since);
  }
}
