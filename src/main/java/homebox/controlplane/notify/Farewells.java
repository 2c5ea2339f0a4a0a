package homebox.controlplane.notify;

import java.util.List;

/** One line for each service that is watched no more, below everything else. */
final class Farewells {
  private final List<String> lines;
  private final Speech speech;

  Farewells(List<Part> parts, Marks marks, Speech speech) {
    this.speech = speech;
    this.lines =
        Entry.of(parts).stream().map(entry -> line(entry, speech) + marks.beside(entry)).toList();
  }

  private static String line(Entry entry, Speech speech) {
    Fact fact = entry.last();
    String[] isolates = Speech.isolates(entry.name());
    String name = isolates[0] + entry.name() + isolates[1];
    return speech.say("removed", name, fact.level(), speech.when(fact.at()));
  }

  /** What is kept free for them, with the blank line before: at most a quarter of the letter. */
  int length(int longest) {
    int whole = lines.stream().mapToInt(line -> 1 + line.length()).sum();
    return lines.isEmpty() ? 0 : Math.min(1 + whole, longest / 4);
  }

  /**
   * Writes as many as there is room for.
   *
   * @param kept the room that is left free below
   * @return how many are only counted
   */
  int write(Draft draft, int kept) {
    int left = lines.size();
    for (String line : lines) {
      String before = left == lines.size() ? "\n\n" : "\n";
      int after = left > 1 ? more(left - 1).length() + 1 : 0;
      if (before.length() + line.length() + after + kept > draft.room()) {
        break;
      }
      draft.plain(before).plain(line);
      left--;
    }
    if (left > 0) {
      draft.lineIfRoom((left == lines.size() ? "\n" : "") + more(left));
    }
    return left;
  }

  private String more(int left) {
    return speech.say("removed.more", left);
  }
}
