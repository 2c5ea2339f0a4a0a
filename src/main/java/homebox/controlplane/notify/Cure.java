package homebox.controlplane.notify;

import java.util.Arrays;
import java.util.Optional;

/** What somebody has to do so that a channel delivers again. In French they are in the bundle. */
public enum Cure {
  /** Telegram: no bot has this token. */
  TOKEN("get the token from @BotFather again and correct TELEGRAM_BOT_TOKEN"),
  /** Telegram: blocked by the person. */
  UNBLOCK("unblock the bot in Telegram and write to it once, or set another TELEGRAM_CHAT_ID"),
  /** Telegram: thrown out. */
  ADD("add the bot to the group or channel again, or set another TELEGRAM_CHAT_ID"),
  /** Telegram: nobody is there any more. */
  OTHER_CHAT("set another TELEGRAM_CHAT_ID"),
  /** Telegram: nobody has written to the bot. */
  WRITE_FIRST("write to the bot once in Telegram; it may write after that"),
  /** Telegram: no right to write. */
  LET_WRITE("let the bot write there: in a channel it must be an administrator"),
  /** Telegram: the topic is closed. */
  OPEN_TOPIC("open the topic again or remove telegram.thread_id"),
  /** Telegram: no such chat. */
  FIND_CHAT("write to the bot once (or add it to the group) and correct TELEGRAM_CHAT_ID"),
  /** Telegram: forbidden for another reason. */
  LOOK("see that the bot is in the chat and may write there, or set another TELEGRAM_CHAT_ID");

  private final String sentence;

  Cure(String sentence) {
    this.sentence = sentence;
  }

  /** In English, as it stands in the log. */
  public String sentence() {
    return sentence;
  }

  /** The one that is said so; a later version may have others. */
  static Optional<Cure> of(String sentence) {
    return Arrays.stream(values()).filter(cure -> cure.sentence.equals(sentence)).findAny();
  }
}
