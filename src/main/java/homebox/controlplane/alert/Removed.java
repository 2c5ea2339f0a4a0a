package homebox.controlplane.alert;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A service that was DOWN or SLOW when it was taken out of the configuration.
 *
 * @param service the id
 * @param incident the id of the one that was open
 * @param name as the service was called when that began
 */
record Removed(String service, String incident, String name, Incident.Kind kind, Instant started) {
  /** For the log. */
  String line() {
    return name + " is no longer watched (was " + level() + " since " + started + ")";
  }

  /** The values of {@code end-removed}; across a restart only the wall clock tells a length. */
  Tuple ending(Instant now) {
    long length = Math.max(0, Duration.between(started, now).toMillis());
    return tuple(now.toEpochMilli(), length, incident);
  }

  /** The values of {@code insert-removed}, for each of these channels. */
  List<Tuple> messages(List<String> channels, Instant now) {
    String key = "incident:" + incident + ":REMOVED";
    String facts = facts().encode();
    return channels.stream()
        .map(channel -> tuple(key, service, incident, facts, now.toEpochMilli(), service, channel))
        .toList();
  }

  /** What is told of it makes no sound. */
  private JsonObject facts() {
    var seen =
        new JsonObject().put("took", Duration.ZERO.toString()).put("link", "").put("number", 0);
    return new JsonObject()
        .put("kind", "REMOVED")
        .put("service", name)
        .put("critical", false)
        .put("level", level())
        .put("at", started.toString())
        .put("seen", seen)
        .put("line", line());
  }

  private String level() {
    return kind == Incident.Kind.OUTAGE ? "DOWN" : "SLOW";
  }

  private static Tuple tuple(Object... values) {
    return Tuple.wrap(new ArrayList<>(Arrays.asList(values)));
  }
}
