package homebox.controlplane.alert;

import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is told when a service becomes restless, and when it has come to rest. */
record FlapNews(ServiceConfig service, ServiceState state, Flaps.Spell spell) {
  private static final String KIND = "FLAPPING";

  /** It begins: what was told of the service stays told. */
  List<Message> begin(int changes, List<String> channels, Told told, Instant now) {
    JsonObject facts =
        facts(
                service.name()
                    + (" is flapping: " + changes)
                    + " changes within its last 20 checks; nothing is told until it settles")
            .put("changes", changes);
    return channels.stream()
        .map(channel -> message(channel, "start", told.to(channel).name(), facts, now))
        .toList();
  }

  /** It is over, and the service is what it is. */
  List<Message> end(Duration length, List<String> channels, Instant now) {
    JsonObject facts =
        facts(service.name() + " has settled: it is " + state.level())
            .put("length", length.toString());
    return channels.stream()
        .map(channel -> message(channel, "end", state.level().name(), facts, now))
        .toList();
  }

  /** It tells nobody what the service counts as. */
  static boolean isBegin(Message message) {
    return message.kind().equals(KIND) && message.key().endsWith(":start");
  }

  private JsonObject facts(String line) {
    return new JsonObject()
        .put("kind", KIND)
        .put("what", "flapping")
        .put("service", service.name())
        .put("critical", service.critical())
        .put("level", state.level().name())
        .put("since", state.since().orElseThrow().at().toString())
        .put("line", line);
  }

  private Message message(
      String channel, String edge, String level, JsonObject facts, Instant now) {
    return new Message(
        channel,
        "flapping:" + service.id() + ":" + spell.number() + ":" + edge,
        KIND,
        service.id(),
        state.incident().map(Incident::id).orElse(null),
        level,
        facts,
        now);
  }
}
