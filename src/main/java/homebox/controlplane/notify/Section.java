package homebox.controlplane.notify;

import java.util.List;

/**
 * Services under one word.
 *
 * @param more how many there are besides, of which no more is known
 */
record Section(String icon, String heading, List<Line> lines, int more) {
  /** With all of its services. */
  Section(String icon, String heading, List<Line> lines) {
    this(icon, heading, lines, 0);
  }

  /**
   * One service.
   *
   * @param icon how bad it is
   * @param name as it is
   * @param must what stands beside the name whatever the room
   * @param detail what stands there if there is room; may be empty
   */
  record Line(String icon, String name, String must, String detail) {
    private static final String DASH = " — ";

    /** How long the line is without detail, with its break. */
    int length() {
      return 1 + icon.length() + 1 + isolated() + must.length();
    }

    /** How much longer the detail makes it. */
    int more() {
      return detail.isEmpty() ? 0 : DASH.length() + detail.length();
    }

    void write(Draft draft, boolean detailed) {
      String[] isolates = Speech.isolates(name);
      draft.plain("\n").plain(icon).plain(" ").plain(isolates[0]);
      draft.bold(name).plain(isolates[1]).plain(must);
      if (detailed && !detail.isEmpty()) {
        draft.plain(DASH).plain(detail);
      }
    }

    private int isolated() {
      String[] isolates = Speech.isolates(name);
      return isolates[0].length() + name.length() + isolates[1].length();
    }
  }

  /** How long the heading is, with the breaks around it. */
  int headLength() {
    return heading.isEmpty() ? 1 : 2 + icon.length() + 1 + heading.length();
  }

  void writeHead(Draft draft) {
    draft.plain("\n");
    if (!heading.isEmpty()) {
      draft.plain("\n").plain(icon).plain(" ").bold(heading);
    }
  }
}
