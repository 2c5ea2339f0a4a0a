package homebox.controlplane.notify.slack;

import homebox.controlplane.notify.Cure;
import homebox.controlplane.notify.http.Answer.Heard;
import java.util.Arrays;
import java.util.Optional;

/** What Slack refuses for good, by its own words, with what to do about it. */
enum Refusal {
  /** It was revoked, or its app removed. */
  NO_WEBHOOK(
      "Slack knows no such webhook (any more)",
      Cure.SLACK_WEBHOOK,
      "no_service",
      "no_service_id",
      "no_active_hooks",
      "no_team",
      "invalid_token",
      "team_disabled"),
  /** The channel was deleted, or the person left. */
  NO_CHANNEL(
      "the channel in Slack is not there (any more)",
      Cure.SLACK_CHANNEL,
      "channel_not_found",
      "user_not_found"),
  /** It was archived. */
  ARCHIVED("the channel in Slack is archived", Cure.SLACK_CHANNEL, "channel_is_archived"),
  /** By an administrator. */
  FORBIDDEN(
      "an administrator of Slack forbids it",
      Cure.SLACK_ALLOW,
      "action_prohibited",
      "posting_to_general_channel_denied");

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

  Cure cure() {
    return cure;
  }

  /** Which it is: by its word, else by its status; other 400s are about the message. */
  static Optional<Refusal> of(Heard heard) {
    String word = heard.body().strip();
    return Arrays.stream(values())
        .filter(each -> Arrays.asList(each.words).contains(word))
        .findFirst()
        .or(() -> byStatus(heard.status()));
  }

  private static Optional<Refusal> byStatus(int status) {
    return switch (status) {
      case 401, 404 -> Optional.of(NO_WEBHOOK);
      case 403 -> Optional.of(FORBIDDEN);
      case 410 -> Optional.of(ARCHIVED);
      default -> Optional.empty();
    };
  }
}
