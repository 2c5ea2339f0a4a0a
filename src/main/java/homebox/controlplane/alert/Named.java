package homebox.controlplane.alert;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who was named as fallen with a service in everything that was told of its open outage. Who heard
 * of it later has heard more names, and takes none from those who heard before.
 *
 * @param ids empty if nothing was told yet that names anybody, or could have
 */
record Named(Optional<Set<String>> ids) {
  static final Named NOTHING_TOLD = new Named(Optional.empty());

  private static final String KEY = "ids";

  /** What a message says of those that depend on the service, with whom it names. */
  static JsonObject facts(int count, List<Dossier> named, int more) {
    var names = new JsonArray();
    var ids = new JsonArray();
    for (Dossier child : named) {
      names.add(child.service().name());
      ids.add(child.service().id());
    }
    return new JsonObject().put("count", count).put("names", names).put("more", more).put(KEY, ids);
  }

  boolean contains(String service) {
    return ids.filter(known -> known.contains(service)).isPresent();
  }

  /** After that was decided: each incident begins with nobody. */
  Named after(Change change) {
    Named now = change.transition().isPresent() ? NOTHING_TOLD : this;
    for (Message message : change.messages()) {
      if (message.kind().equals(Notice.ALERT.name())) {
        now = now.and(message.facts());
      }
    }
    return now;
  }

  /** After one more message with these facts. */
  Named and(JsonObject facts) {
    return Optional.ofNullable(facts.getJsonObject("dependents"))
        .map(some -> some.getJsonArray(KEY, new JsonArray()))
        .map(this::and)
        .orElse(this);
  }

  private Named and(JsonArray more) {
    var both = new HashSet<String>();
    more.forEach(id -> both.add((String) id));
    ids.ifPresent(both::retainAll);
    return new Named(Optional.of(Set.copyOf(both)));
  }
}
