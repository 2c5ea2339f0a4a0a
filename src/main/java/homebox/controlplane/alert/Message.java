package homebox.controlplane.alert;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * One thing to be told through one channel.
 *
 * @param key what it is, whoever writes it how often: UNIQUE together with the channel
 * @param kind ALERT, WARNING, RECOVERY or REMINDER
 * @param service the id
 * @param incident the id of the one that it is about
 * @param level what the service counts as with it
 * @param facts what there is to say, before it has a language ({@link Facts})
 */
public record Message(
    String channel,
    String key,
    String kind,
    String service,
    String incident,
    String level,
    JsonObject facts,
    Instant created) {}
