package homebox.controlplane.notify.bot;

import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.bot.Update.Event;
import homebox.controlplane.notify.bot.Update.Where;
import homebox.controlplane.notify.bot.Update.Who;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows who may talk to a bot: those in its chats, or those of them who are named. */
final class Doorman {
  private final Map<String, Set<String>> users = new HashMap<>();
  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, String> moved = new HashMap<>();

  /**
   * Of the channels of one bot.
   *
   * @param moved where chats are by now
   */
  Doorman(List<Settings.Channel> channels, Map<String, String> moved) {
    for (Settings.Channel channel : channels) {
      var telegram = (Settings.Telegram) channel.means();
      String chat = small(telegram.chat().orElseThrow());
      admit(chat, telegram.commands().users());
      names.computeIfAbsent(chat, added -> new ArrayList<>()).add(channel.name());
    }
    moved.forEach(this::moved);
  }

  /** All who are named for a chat by any channel may; one that names nobody lets all in. */
  private void admit(String chat, Set<String> named) {
    Set<String> before = users.get(chat);
    boolean all = named.isEmpty() || (before != null && before.isEmpty());
    var together = new HashSet<>(named);
    if (before != null) {
      together.addAll(before);
    }
    users.put(chat, all ? Set.of() : Set.copyOf(together));
  }

  /** A chat has a new id. */
  void moved(String from, String to) {
    moved.put(small(from), to);
    Optional.ofNullable(users.get(small(from))).ifPresent(those -> users.putIfAbsent(to, those));
    Optional.ofNullable(names.get(small(from))).ifPresent(those -> names.putIfAbsent(to, those));
  }

  /** The channels that write there. */
  List<String> channels(Where where) {
    return Optional.ofNullable(names.get(where.chat()))
        .or(() -> where.name().map(names::get))
        .orElse(List.of());
  }

  /** Where that channel writes, by what it is called now; empty if it is none of this bot. */
  Optional<String> chat(String channel) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().contains(channel))
        .map(entry -> moved.getOrDefault(entry.getKey(), entry.getKey()))
        .findFirst();
  }

  /** The chats by what they are called now. */
  Set<String> chats() {
    var chats = new HashSet<String>();
    users.keySet().forEach(chat -> chats.add(moved.getOrDefault(chat, chat)));
    return chats;
  }

  /** Whether that one is heard there. */
  boolean lets(Event event) {
    return named(event.where()).filter(those -> lets(those, event.who())).isPresent();
  }

  private Optional<Set<String>> named(Where where) {
    return Optional.ofNullable(users.get(where.chat())).or(() -> where.name().map(users::get));
  }

  private static boolean lets(Set<String> those, Who who) {
    return those.isEmpty()
        || those.contains(String.valueOf(who.id()))
        || who.user().filter(those::contains).isPresent();
  }

  private static String small(String chat) {
    return chat.toLowerCase(Locale.ROOT);
  }
}
