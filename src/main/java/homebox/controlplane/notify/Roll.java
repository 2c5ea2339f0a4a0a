package homebox.controlplane.notify;

import homebox.controlplane.notify.Section.Line;
import java.util.List;

/**
 * Writes sections into what room there is: all names before any detail, the worst first, and what
 * is left is counted.
 */
final class Roll {
  private final Draft draft;
  private final Speech speech;
  private final List<Section> sections;
  private int forNames;
  private int forDetails;

  /**
   * Ready to write.
   *
   * @param kept the room that is left free below
   */
  Roll(Draft draft, Speech speech, List<Section> sections, int kept) {
    this.draft = draft;
    this.speech = speech;
    this.sections = sections;
    int room = draft.room() - kept - sections.stream().mapToInt(Section::headLength).sum();
    int names = lines().stream().mapToInt(Line::length).sum();
    int known = sections.stream().mapToInt(this::besidesLength).sum();
    boolean all = names + known <= room;
    this.forNames = all ? names : room - sections.stream().mapToInt(this::moreLength).sum();
    this.forDetails = all ? room - names - known : 0;
  }

  private List<Line> lines() {
    return sections.stream().flatMap(section -> section.lines().stream()).toList();
  }

  private int moreLength(Section section) {
    return more(section.lines().size() + section.more()).length();
  }

  private int besidesLength(Section section) {
    return section.more() > 0 ? moreLength(section) : 0;
  }

  private String more(int left) {
    return "\n" + speech.say("more", left);
  }

  /** Writes them. Returns how many are only counted. */
  int write() {
    return sections.stream().mapToInt(this::write).sum();
  }

  private int write(Section section) {
    section.writeHead(draft);
    int named = 0;
    for (Line line : section.lines()) {
      if (line.length() > forNames) {
        forNames = 0; // who comes later is not named before this one
        break;
      }
      forNames -= line.length();
      line.write(draft, detailed(line));
      named++;
    }
    int left = section.lines().size() - named + section.more();
    if (left > 0) {
      draft.plain(more(left));
    }
    return left;
  }

  private boolean detailed(Line line) {
    boolean fits = line.more() <= forDetails;
    forDetails -= fits ? line.more() : 0;
    return fits;
  }
}
