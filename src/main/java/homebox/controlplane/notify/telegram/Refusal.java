package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Cure;
import homebox.controlplane.notify.telegram.Reply.Said;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What Telegram refuses for good, by its own words, with what to do about it. */
enum Refusal {
  /** The whole bot. */
  TOKEN("the token of the bot is not valid (any more)", Cure.TOKEN),
  /** By the person. */
  BLOCKED("the person has blocked the bot", Cure.UNBLOCK, "blocked by the user"),
  /** The bot is out of the chat. */
  REMOVED(
      "the bot is not in the chat (any more)",
      Cure.ADD,
      "kicked",
      "not a member",
      "user_not_participant"),
  /** The person or chat is gone. */
  GONE(
      "the account of the person or the group is gone",
      Cure.OTHER_CHAT,
      "deactivated",
      "group chat was deleted",
      "chat was deleted",
      "user is deleted"),
  /** Nobody has written to the bot. */
  NEVER_MET(
      "the bot may not write first",
      Cure.WRITE_FIRST,
      "can't initiate conversation",
      "can't send messages to bots"),
  /** The bot may not write there. */
  NO_RIGHTS(
      "the bot has no right to write in the chat",
      Cure.LET_WRITE,
      "not enough rights",
      "have no rights",
      "need administrator rights",
      "chat_write_forbidden",
      "chat_restricted",
      "chat_send_plain_forbidden",
      "chat_admin_required"),
  /** The topic is closed. */
  CLOSED("the topic is closed", Cure.OPEN_TOPIC, "topic_closed", "topic is closed"),
  /** No such chat. */
  NO_CHAT(
      "there is no such chat for this bot",
      Cure.FIND_CHAT,
      "chat not found",
      "peer_id_invalid",
      "chat_id_invalid",
      "chat_id is empty",
      "user not found"),
  /** A 403 in other words. */
  FORBIDDEN("Telegram forbids it", Cure.LOOK);

  private final String sentence;
  private final Cure cure;
  private final String[] words;

  Refusal(String sentence, Cure cure, String... words) {
    this.sentence = sentence;
    this.cure = cure;
    this.words = words;
  }

  String sentence() {
    return sentence;
  }

  String mend() {
    return cure.sentence();
  }

  /** Which it is, if it is one. 404 means that no bot has this token: the method does exist. */
  static Optional<Refusal> of(Said said) {
    return switch (said.code()) {
      case 401, 404 -> Optional.of(TOKEN);
      case 400 -> byWords(said);
      case 403 -> byWords(said).or(() -> Optional.of(FORBIDDEN));
      default -> Optional.empty();
    };
  }

  private static Optional<Refusal> byWords(Said said) {
    String description = said.description().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(each -> Arrays.stream(each.words).anyMatch(description::contains))
        .findFirst();
  }
}
