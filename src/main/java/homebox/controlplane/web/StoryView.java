package homebox.controlplane.web;

import homebox.controlplane.alert.IncidentStore.StoredIncident;
import homebox.controlplane.alert.IncidentStore.StoredNote;
import homebox.controlplane.notify.DeliveryStore.StoredMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The form in which the API shows incidents and messages (design.md §10). */
record StoryView(ServiceTable table, ServiceView view) {
  JsonObject incident(
      StoredIncident incident, List<StoredNote> notes, List<StoredMessage> told, Sight sight) {
    boolean details = table.details(incident.service(), sight);
    JsonObject json =
        new JsonObject()
            .put("id", incident.id())
            .put("service", incident.service())
            .put("name", incident.name())
            .put("kind", incident.kind())
            .put("started", view.time(Optional.of(incident.started())))
            .put("ended", view.time(incident.ended()))
            .put("duration_ms", incident.length().map(length -> length.toMillis()).orElse(null))
            .put("end", incident.end().orElse(null))
            .put("cause", incident.cause().orElse(null))
            .put("error", table.text(incident.service(), sight, incident.error().orElse(null)))
            .put("announced", view.time(incident.announced()))
            .put("acknowledged", view.acknowledged(incident.acknowledged(), details))
            .put("notes", Paging.array(details ? notes : List.of(), this::note))
            .put("messages", Paging.array(told, message -> message(message, sight)));
    incident
        .votes()
        .map(votes -> view.votes(votes, text -> table.text(incident.service(), sight, text)))
        .ifPresent(votes -> json.put("votes", votes));
    return json;
  }

  private JsonObject note(StoredNote note) {
    return new JsonObject()
        .put("by", note.by())
        .put("at", view.time(Optional.of(note.at())))
        .put("text", note.text());
  }

  JsonObject message(StoredMessage message, Sight sight) {
    var services = new JsonArray();
    message.service().ifPresent(services::add);
    return new JsonObject()
        .put("id", message.id())
        .put("channel", message.channel())
        .put("kind", message.kind())
        .put("key", message.key())
        .put("incident", message.incident().orElse(null))
        .put("services", services)
        .put("state", message.state())
        .put("attempts", message.attempts())
        .put("created", view.time(Optional.of(message.created())))
        .put("next_try", view.time(message.nextTry()))
        .put("sent", view.time(message.sent()))
        .put("answer", sight.details() ? message.answer().orElse(null) : null)
        .put("possible_repeat", message.possibleRepeat());
  }
}
