package homebox.controlplane.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a letter of what is due: one service, several, or a notice of ours. Reads no clock and
 * keeps nothing.
 */
final class Composer {
  /** A letter, and how many of its services are only counted in it. */
  private record Written(Letter letter, int counted) {}

  private final Rules rules;
  private final Speech speech;
  private final Essence essence;
  private final Optional<String> page;
  private final boolean silent;

  private Composer(List<Part> parts, Rules rules) {
    this.rules = rules;
    this.speech = new Speech(rules.language(), rules.zone());
    this.essence = new Essence(speech, rules.language());
    this.page = rules.page().map(base -> page(base, parts));
    this.silent = parts.stream().noneMatch(part -> part.loud(rules.silent()));
  }

  /**
   * One letter for all of them.
   *
   * @param parts oldest first; changes and reminders ({@link Kind#grouped()}), or one other part
   */
  static Letter compose(List<Part> parts, Rules rules) {
    return new Composer(parts, rules).write(parts).letter();
  }

  /**
   * How many of them, from the first on, fit into one letter that names every service; at least 1.
   */
  static int fitting(List<Part> parts, Rules rules) {
    int fits = 1;
    int tooMany = parts.size() + 1;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      List<Part> some = parts.subList(0, middle);
      if (new Composer(some, rules).write(some).counted() == 0) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }

  private Written write(List<Part> parts) {
    if (parts.size() == 1 && parts.get(0).matter() instanceof Own own) {
      return new Written(own(own, parts), 0);
    }
    if (parts.isEmpty() || !parts.stream().allMatch(part -> part.matter() instanceof Fact)) {
      throw new IllegalArgumentException("these do not leave as one message: " + parts);
    }
    List<Entry> entries = Entry.of(parts.stream().filter(part -> !part.removed()).toList());
    List<Part> removed = parts.stream().filter(Part::removed).toList();
    var marks =
        new Marks(
            speech,
            entries.isEmpty() ? List.of(removed) : entries.stream().map(Entry::parts).toList());
    var farewells = new Farewells(removed, marks, speech);
    return switch (entries.size()) {
      case 0 -> none(removed, marks, farewells);
      case 1 -> one(entries.get(0), marks, farewells);
      default -> many(entries, marks, farewells);
    };
  }

  private Letter own(Own own, List<Part> parts) {
    var marks = new Marks(speech, List.of(parts));
    var letter = new OwnLetter(speech, own);
    Draft draft = begin(letter.icon(), letter.title(), marks);
    marks.line().ifPresent(draft::lineIfRoom);
    letter.write(draft, pageLength());
    return end(draft).letter(silent, essence.of(own.kind(), letter.title(), parts));
  }

  /** They never leave alone; but if it must be, it is said. */
  private Written none(List<Part> removed, Marks marks, Farewells farewells) {
    String title = speech.say("title." + Kind.REMOVED);
    Draft draft = begin("ℹ️", title, marks);
    marks.line().ifPresent(draft::lineIfRoom);
    int counted = farewells.write(draft, pageLength());
    return new Written(
        end(draft).letter(silent, essence.of(Kind.REMOVED, title, removed)), counted);
  }

  private Written one(Entry entry, Marks marks, Farewells farewells) {
    String title = Titles.one(entry, speech);
    Draft draft = begin(Titles.icon(List.of(entry)), title, marks);
    draft.plain("\n").bold(entry.name());
    marks.line().ifPresent(draft::lineIfRoom);
    List<String> lines = new ArrayList<>(Sheet.of(entry, speech));
    lines.set(0, "\n" + lines.get(0));
    int below = farewells.length(rules.longest());
    lines.forEach(line -> draft.lineIfRoom(line, below));
    int counted = farewells.write(draft, pageLength());
    Gist gist = essence.of(entry.last().kind(), title, entry.parts());
    return new Written(end(draft).letter(silent, gist), counted);
  }

  private Written many(List<Entry> entries, Marks marks, Farewells farewells) {
    List<List<Entry>> words = Sections.byWord(entries);
    List<Entry> worst = words.get(0);
    String title = Titles.many(worst, speech);
    Draft draft = begin(Titles.icon(worst), title, marks);
    marks.line().ifPresent(draft::lineIfRoom);
    List<Section> sections = new Sections(speech, marks).of(words);
    int below = pageLength() + farewells.length(rules.longest());
    int counted = new Roll(draft, speech, sections, below).write();
    counted += farewells.write(draft, pageLength());
    Kind kind = worst.stream().allMatch(Entry::reminds) ? Kind.REMINDER : worst.get(0).word();
    Gist gist =
        essence.of(kind, title, entries.stream().flatMap(each -> each.parts().stream()).toList());
    return new Written(end(draft).letter(silent, gist), counted);
  }

  /** To the incident, if the message is about one alone. */
  private static String page(String base, List<Part> parts) {
    List<Optional<String>> incidents =
        parts.stream().filter(part -> !part.removed()).map(Part::incident).distinct().toList();
    return incidents.size() == 1
        ? incidents
            .get(0)
            .map(id -> base + (base.endsWith("/") ? "" : "/") + "#/incidents/" + id)
            .orElse(base)
        : base;
  }

  private Draft begin(String icon, String title, Marks marks) {
    Draft draft = new Draft(rules.longest());
    return draft.plain(icon).plain(" ").bold(title).plain(marks.title());
  }

  private Draft end(Draft draft) {
    page.ifPresent(address -> draft.lineIfRoom("\n" + speech.say("page", address)));
    return draft;
  }

  /** What is kept free for it; nothing if it would take more than a quarter. */
  private int pageLength() {
    int length = page.map(address -> speech.say("page", address).length() + 2).orElse(0);
    return length * 4 <= rules.longest() ? length : 0;
  }
}
