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
  LOOK("see that the bot is in the chat and may write there, or set another TELEGRAM_CHAT_ID"),
  /** Slack: no such webhook. */
  SLACK_WEBHOOK("make an incoming webhook in Slack again and correct webhook_url"),
  /** Slack: the channel is gone or archived. */
  SLACK_CHANNEL("choose another channel for the webhook in Slack, or make another webhook"),
  /** Slack: forbidden. */
  SLACK_ALLOW("ask an administrator of Slack to let the webhook write into the channel"),
  /** Discord: no such webhook. */
  DISCORD_WEBHOOK(
      "make a webhook in Discord again (settings of the channel, Integrations) and correct"
          + " webhook_url"),
  /** Discord: forbidden. */
  DISCORD_ALLOW("let the webhook write into the channel, or make another webhook"),
  /** ntfy: unknown, or without rights. */
  NTFY_TOKEN("set a token that may write into the topic (ntfy.token)"),
  /** ntfy: something else is there. */
  NTFY_SERVER("correct the address of the server (ntfy.server)"),
  /** A webhook: not let in. */
  WEBHOOK_LOGIN("correct what the webhook is logged in with (webhook.headers)"),
  /** A webhook: not there. */
  WEBHOOK_URL("correct its address (webhook.url)"),
  /** Mail: login refused. */
  MAIL_LOGIN(
      "correct mail.user and mail.password; many providers want a password made for this alone"),
  /** Mail: not secured as asked. */
  MAIL_TLS("correct mail.port and mail.tls: 587 is for starttls, 465 for tls"),
  /** Mail: the sender is refused. */
  MAIL_FROM("set a sender that the mail server lets us use (mail.from)"),
  /** Mail: no receiver is taken. */
  MAIL_TO("correct the receivers (mail.to)");

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
