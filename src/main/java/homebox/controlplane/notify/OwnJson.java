package homebox.controlplane.notify;

import static homebox.controlplane.notify.FactJson.length;
import static homebox.controlplane.notify.FactJson.text;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The JSON of our own notices; {@code what} says which. */
final class OwnJson {
  private static final String FLAPPING = "flapping";
  private static final String ONLINE = "online";
  private static final String STARTED = "started";
  private static final String BROKEN = "broken";
  private static final String WORKS = "works";
  private static final String GIVEN_UP = "given-up";
  private static final String NOT_TAKEN = "not-taken";
  private static final String TEST = "test";
  private static final String REPORT = "report";
  private static final String CUT_OFF = "cut-off";
  private static final String SEEN_ALONE = "seen-alone";
  private static final String TOOK_OVER = "took-over";
  private static final String DESERTED = "deserted";

  private OwnJson() {}

  static JsonObject write(JsonObject json, Own own) {
    if (own instanceof Own.Started it) {
      return started(json, it);
    }
    if (own instanceof Own.Flapping it) {
      return flapping(json, it);
    }
    if (own instanceof Own.Online it) {
      return json.put("what", ONLINE)
          .put("since", it.since().toString())
          .put("length", it.length().toString());
    }
    if (own instanceof StatusReport it) {
      return ReportJson.write(json.put("what", REPORT), it);
    }
    if (own instanceof Own.Test it) {
      return json.put("what", TEST).put("version", it.version()).put("host", it.host());
    }
    if (own instanceof Own.Broken it) {
      it.mend().ifPresent(mend -> json.put("mend", mend));
      return channel(json, BROKEN, it.channel())
          .put("since", it.since().toString())
          .put("answer", it.answer());
    }
    if (own instanceof Own.NotTaken it) {
      return json.put("what", NOT_TAKEN)
          .put("faults", new JsonArray(it.faults()))
          .put("count", it.count());
    }
    if (own instanceof Own.CutOff it) {
      return json.put("what", CUT_OFF)
          .put("node", it.node())
          .put("since", it.since().toString())
          .put("asked", it.asked())
          .put("silent", new JsonArray(it.silent()));
    }
    if (own instanceof Own.SeenAlone it) {
      return json.put("what", SEEN_ALONE)
          .put("service", it.service())
          .put("since", it.since().toString())
          .put("by", new JsonArray(it.by()))
          .put("of", it.of());
    }
    if (own instanceof Own.TookOver it) {
      return json.put("what", TOOK_OVER).put("node", it.node()).put("before", it.before());
    }
    if (own instanceof Own.Deserted it) {
      return json.put("what", DESERTED)
          .put("places", new JsonArray(it.places()))
          .put("services", new JsonArray(it.services()))
          .put("since", it.since().toString())
          .put("empty", it.empty());
    }
    return own instanceof Own.Works it
        ? channel(json, WORKS, it.channel()).put("broken", it.broken().toString())
        : givenUp(json, (Own.GivenUp) own);
  }

  static Own read(JsonObject json) {
    return switch (json.getString("what", "")) {
      case FLAPPING -> flapping(json);
      case ONLINE -> new Own.Online(json.getInstant("since"), length(json, "length"));
      case STARTED -> started(json);
      case BROKEN ->
          new Own.Broken(
              text(json, "channel"),
              json.getInstant("since"),
              text(json, "answer"),
              Optional.ofNullable(json.getString("mend")));
      case WORKS -> new Own.Works(text(json, "channel"), length(json, "broken"));
      case GIVEN_UP -> givenUp(json);
      case NOT_TAKEN ->
          new Own.NotTaken(
              json.getJsonArray("faults").stream().map(String.class::cast).toList(),
              json.getInteger("count"));
      case TEST -> new Own.Test(text(json, "version"), text(json, "host"));
      case CUT_OFF ->
          new Own.CutOff(
              text(json, "node"),
              json.getInstant("since"),
              json.getInteger("asked"),
              json.getJsonArray("silent").stream().map(String.class::cast).toList());
      case SEEN_ALONE ->
          new Own.SeenAlone(
              text(json, "service"),
              json.getInstant("since"),
              json.getJsonArray("by").stream().map(String.class::cast).toList(),
              json.getInteger("of"));
      case TOOK_OVER -> new Own.TookOver(text(json, "node"), text(json, "before"));
      case DESERTED ->
          new Own.Deserted(
              json.getJsonArray("places").stream().map(String.class::cast).toList(),
              json.getJsonArray("services").stream().map(String.class::cast).toList(),
              json.getInstant("since"),
              json.getBoolean("empty"));
      case REPORT -> ReportJson.read(json);
      default -> throw new IllegalArgumentException("these are no facts of a message");
    };
  }

  private static JsonObject flapping(JsonObject json, Own.Flapping it) {
    it.changes().ifPresent(changes -> json.put("changes", changes));
    it.length().ifPresent(length -> json.put("length", length.toString()));
    return json.put("what", FLAPPING)
        .put("service", it.service())
        .put("critical", it.critical())
        .put("level", it.level())
        .put("since", it.since().toString());
  }

  private static Own flapping(JsonObject json) {
    return new Own.Flapping(
        text(json, "service"),
        json.getBoolean("critical"),
        text(json, "level"),
        json.getInstant("since"),
        Optional.ofNullable(json.getInteger("changes")),
        json.containsKey("length") ? Optional.of(length(json, "length")) : Optional.empty());
  }

  private static JsonObject channel(JsonObject json, String what, String channel) {
    return json.put("what", what).put("channel", channel);
  }

  private static JsonObject started(JsonObject json, Own.Started it) {
    it.taken().ifPresent(place -> json.put("taken", place));
    return json.put("what", STARTED)
        .put("services", it.services())
        .put("interval", it.interval().toString())
        .put("times", it.times())
        .put("since", it.since().toString());
  }

  private static Own started(JsonObject json) {
    return new Own.Started(
        json.getInteger("services"),
        length(json, "interval"),
        json.getInteger("times"),
        json.getInstant("since"),
        Optional.ofNullable(json.getString("taken")));
  }

  private static JsonObject givenUp(JsonObject json, Own.GivenUp it) {
    var open = new JsonArray();
    it.open().forEach(each -> open.add(open(each)));
    return channel(json, GIVEN_UP, it.channel())
        .put("messages", it.messages())
        .put("since", it.since().toString())
        .put("open", open);
  }

  private static Own givenUp(JsonObject json) {
    return new Own.GivenUp(
        text(json, "channel"),
        json.getInteger("messages"),
        json.getInstant("since"),
        json.getJsonArray("open").stream().map(JsonObject.class::cast).map(OwnJson::open).toList());
  }

  private static JsonObject open(Own.Open open) {
    return new JsonObject()
        .put("service", open.service())
        .put("critical", open.critical())
        .put("level", open.level())
        .put("since", open.since().toString());
  }

  private static Own.Open open(JsonObject json) {
    return new Own.Open(
        text(json, "service"),
        json.getBoolean("critical"),
        text(json, "level"),
        json.getInstant("since"));
  }
}
