package homebox.controlplane.notify;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a letter of what is due: one service, several, or a notice of ours. Reads no clock and
 * keeps nothing.
 */
final class Composer {
  /** A letter, and how many of its services are only counted in it. */
  private record Written(Letter letter, int counted) {}

  private final Rules rules;
  private final Speech speech;

  private Composer(Rules rules) {
    this.rules = rules;
    this.speech = new Speech(rules.language(), rules.zone());
  }

  /**
   * One letter for all of them.
   *
   * @param parts oldest first; changes and reminders ({@link Kind#grouped()}), or one other part
   */
  static Letter compose(List<Part> parts, Rules rules) {
    return new Composer(rules).write(parts).letter();
  }

  /**
   * How many of them, from the first on, fit into one letter that names every service; at least 1.
   */
  static int fitting(List<Part> parts, Rules rules) {
    var composer = new Composer(rules);
    int fits = 1;
    int tooMany = parts.size() + 1;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (composer.write(parts.subList(0, middle)).counted() == 0) {
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
    List<Entry> entries = Entry.of(parts);
    boolean silent = parts.stream().noneMatch(Part::loud);
    return entries.size() == 1 ? one(entries.get(0), silent) : many(entries, silent);
  }

  private Letter own(Own own, List<Part> parts) {
    var marks = new Marks(speech, List.of(parts));
    var letter = new OwnLetter(speech, own);
    Draft draft = begin(letter.icon(), letter.title(), marks);
    marks.line().ifPresent(draft::lineIfRoom);
    letter.write(draft, pageLength());
    return end(draft).letter(false);
  }

  private Written one(Entry entry, boolean silent) {
    var marks = new Marks(speech, List.of(entry.parts()));
    Draft draft = begin(Titles.icon(List.of(entry)), Titles.one(entry, speech), marks);
    draft.plain("\n").bold(entry.name());
    marks.line().ifPresent(draft::lineIfRoom);
    List<String> lines = new ArrayList<>(Sheet.of(entry, speech));
    lines.set(0, "\n" + lines.get(0));
    lines.forEach(draft::lineIfRoom);
    return new Written(end(draft).letter(silent), 0);
  }

  private Written many(List<Entry> entries, boolean silent) {
    var marks = new Marks(speech, entries.stream().map(Entry::parts).toList());
    List<List<Entry>> words = Sections.byWord(entries);
    List<Entry> worst = words.get(0);
    Draft draft = begin(Titles.icon(worst), Titles.many(worst, speech), marks);
    marks.line().ifPresent(draft::lineIfRoom);
    List<Section> sections = new Sections(speech, marks).of(words);
    int counted = new Roll(draft, speech, sections, pageLength()).write();
    return new Written(end(draft).letter(silent), counted);
  }

  private Draft begin(String icon, String title, Marks marks) {
    Draft draft = new Draft(rules.longest());
    return draft.plain(icon).plain(" ").bold(title).plain(marks.title());
  }

  private Draft end(Draft draft) {
    rules.page().ifPresent(page -> draft.lineIfRoom("\n" + speech.say("page", page)));
    return draft;
  }

  /** What is kept free for it; nothing if it would take more than a quarter. */
  private int pageLength() {
    int length = rules.page().map(page -> speech.say("page", page).length() + 2).orElse(0);
    return length * 4 <= rules.longest() ? length : 0;
  }
}
