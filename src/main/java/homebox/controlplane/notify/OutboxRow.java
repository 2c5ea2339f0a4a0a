package homebox.controlplane.notify;

import homebox.controlplane.alert.Message;
import homebox.controlplane.notify.StatusReport.Word;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that is due.
 *
 * @param id their order; 0 for one that could not be stored
 * @param epoch how often it was claimed; without the claim that it was written with
 * @param about the service's id; empty for our own notices
 * @param possibleRepeat it may have arrived before
 * @param meantFor the channel for which this one speaks
 */
public record OutboxRow(
    long id,
    long epoch,
    String key,
    Kind kind,
    String about,
    JsonObject facts,
    int attempts,
    Instant created,
    boolean possibleRepeat,
    Optional<String> meantFor) {
  private static final String WORD = "word";

  /**
   * One that nobody has touched since it was written.
   *
   * @param id 0: it could not be stored
   */
  static OutboxRow of(long id, Message message) {
    return new OutboxRow(
        id,
        0,
        message.key(),
        Kind.valueOf(message.kind()),
        message.service(),
        message.facts(),
        0,
        message.created(),
        false,
        Optional.empty());
  }

  /** False for what is told before it could be kept. */
  boolean stored() {
    return id != 0;
  }

  /** The incident that it is about, as its key says: {@code incident:<id>:…}. */
  Optional<String> incident() {
    String[] parts = key.split(":", 3);
    return parts.length == 3 && parts[0].equals("incident")
        ? Optional.of(parts[1])
        : Optional.empty();
  }

  /** The same, with what the service said of itself at this change. */
  OutboxRow saying(Word word) {
    JsonObject more = facts.copy().put(WORD, ReportJson.word(word));
    return new OutboxRow(
        id, epoch, key, kind, about, more, attempts, created, possibleRepeat, meantFor);
  }

  /** What the service said of itself; empty: it was not asked, or said nothing. */
  Optional<Word> word() {
    return Optional.ofNullable(facts.getJsonObject(WORD)).map(ReportJson::word);
  }

  /** The same, which may have arrived. */
  OutboxRow repeated() {
    return new OutboxRow(id, epoch, key, kind, about, facts, attempts, created, true, meantFor);
  }
}
