package homebox.controlplane.notify;

import java.util.List;

/** The icon and the words over services that share a word. */
final class Titles {
  private Titles() {}

  /** 🔴 as soon as one critical service is DOWN. */
  static String icon(Kind word, boolean critical) {
    return switch (word) {
      case ALERT, REMINDER -> critical ? "🔴" : "🟡";
      case WARNING, FLAPPING, CHANNEL -> "⚠️";
      case RECOVERY -> "🟢";
      case REMOVED, STARTED, INFO -> "ℹ️";
      case REPORT -> "📊";
    };
  }

  static String icon(List<Entry> entries) {
    boolean critical = entries.stream().anyMatch(entry -> entry.last().critical());
    return icon(entries.get(0).word(), critical);
  }

  /** Of a service that has a message for itself. */
  static String one(Entry entry, Speech speech) {
    Fact last = entry.last();
    boolean slow = last.kind() == Kind.RECOVERY && last.level().equals("SLOW");
    return speech.say("title." + last.kind() + (slow ? ".SLOW" : ""), last.seen().number());
  }

  /** Of several with the same word. */
  static String many(List<Entry> entries, Speech speech) {
    boolean reminders = entries.stream().allMatch(Entry::reminds);
    return speech.say(
        "titles." + (reminders ? Kind.REMINDER : entries.get(0).word()), entries.size());
  }
}
