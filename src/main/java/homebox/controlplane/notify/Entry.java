package homebox.controlplane.notify;

import homebox.controlplane.notify.StatusReport.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that one message says about one service, oldest first. */
record Entry(List<Part> parts) {
  /** One for each service, in the order in which they are first spoken of. */
  static List<Entry> of(List<Part> parts) {
    Map<String, List<Part>> all = new LinkedHashMap<>();
    for (Part part : parts) {
      all.computeIfAbsent(part.about(), about -> new ArrayList<>()).add(part);
    }
    return all.values().stream().map(Entry::new).toList();
  }

  List<Fact> facts() {
    return parts.stream().map(part -> (Fact) part.matter()).toList();
  }

  /** How things stand now. */
  Fact last() {
    return (Fact) parts.get(parts.size() - 1).matter();
  }

  String name() {
    return last().service();
  }

  /** What it said of itself at the last change at which it was asked. */
  Optional<Word> said() {
    return parts.stream().flatMap(part -> part.word().stream()).reduce((first, then) -> then);
  }

  /** The word under which it stands: a reminder is an alert told again. */
  Kind word() {
    return last().kind() == Kind.REMINDER ? Kind.ALERT : last().kind();
  }

  boolean reminds() {
    return last().kind() == Kind.REMINDER;
  }

  /** More than its last change has to be told. */
  boolean hasStory() {
    return parts.size() > 1;
  }
}
