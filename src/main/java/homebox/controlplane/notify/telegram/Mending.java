package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.telegram.Reply.Said;
import java.util.Locale;
import java.util.Optional;

/** What can be put right at once: the same letter in other wording. */
final class Mending {
  private Mending() {}

  /** The wording to try next; empty where nothing in it is to blame or it was mended before. */
  static Optional<Wording> of(Reply reply, Wording tried, Letter letter) {
    return reply instanceof Said said && said.code() == 400
        ? better(said, tried, letter).filter(wording -> !wording.equals(tried))
        : Optional.empty();
  }

  private static Optional<Wording> better(Said said, Wording tried, Letter letter) {
    if (said.migrated().isPresent()) {
      return said.migrated().map(id -> tried.to(String.valueOf(id)));
    }
    String words = said.description().toLowerCase(Locale.ROOT);
    if (any(words, "thread not found", "topic_deleted", "topic_id_invalid")) {
      return Optional.of(tried.withoutThread());
    }
    if (any(words, "can't parse entities", "entity", "entities") && !letter.spans().isEmpty()) {
      return Optional.of(tried.plainly());
    }
    return any(words, "too long") ? Optional.of(tried.shorter()) : Optional.empty();
  }

  private static boolean any(String words, String... wanted) {
    for (String each : wanted) {
      if (words.contains(each)) {
        return true;
      }
    }
    return false;
  }
}
