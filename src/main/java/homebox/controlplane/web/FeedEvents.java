package homebox.controlplane.web;

import homebox.controlplane.alert.FollowedUp;
import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.IncidentStore.StoredIncident;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Transition;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.notify.ChannelHealth;
import homebox.controlplane.time.Pace;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hears the bus, and says it in the form of the feed. */
final class FeedEvents {
  private static final List<String> STANDING =
      List.of(
          "id",
          "status",
          "state",
          "since",
          "unconfirmed",
          "maintenance",
          "parent",
          "flapping",
          "muted",
          "mute",
          "paused",
          "acknowledged");

  private final ServiceTable table;
  private final ServiceView view;
  private final Channels channels;
  private final Pace pace;
  private final Feed feed;

  FeedEvents(ServiceTable table, ServiceView view, Channels channels, Pace pace, Feed feed) {
    this.table = table;
    this.view = view;
    this.channels = channels;
    this.pace = pace;
    this.feed = feed;
  }

  /** An answer: what came, and what its service counts as at this moment. */
  void hear(CheckResult result) {
    table
        .row(result.service())
        .ifPresent(row -> feed.say("check", row.config(), sight -> check(result, row, sight)));
  }

  /** What a service counts as, or what speaks against it, is not what it was. */
  void hear(Standing standing) {
    table
        .row(standing.service())
        .ifPresent(row -> feed.say("standing", row.config(), sight -> standing(row, sight)));
  }

  /** A confirmed change, and the incidents that it ended and opened. */
  void hear(Transition transition) {
    table
        .row(transition.service())
        .ifPresent(
            row -> {
              feed.say("transition", row.config(), sight -> transition(transition, row, sight));
              transition.incidents().ended().ifPresent(ended -> incident(ended, row));
              transition.incidents().opened().ifPresent(opened -> incident(opened, row));
            });
  }

  /** A channel delivers no more, or delivers again. */
  void hear(ChannelHealth channel) {
    feed.say("channel", sight -> channels.one(channel, sight));
  }

  private JsonObject check(CheckResult result, ServiceRow row, Sight sight) {
    Outcome outcome = result.outcome();
    var code = result.answer().evidence().status();
    var json =
        new JsonObject()
            .put("id", result.service())
            .put("at", time(result.at()))
            .put("attempt", result.attempt())
            .put("outcome", outcome.word())
            .put("response_time_ms", outcome.took().toMillis())
            .put("status_code", code.isPresent() ? code.getAsInt() : null)
            .put("error", sight.text(row.config(), ServiceView.error(outcome)))
            .put("status", row.status(pace.nanos()).name())
            .put("state", row.state().name())
            .put("phases", ServiceView.phases(result.answer().evidence().phases()));
    result.answer().by().ifPresent(by -> json.put("node", by.node()));
    return json;
  }

  private JsonObject standing(ServiceRow row, Sight sight) {
    JsonObject brief = view.brief(row, pace.nanos(), sight);
    var standing = new JsonObject();
    for (String field : STANDING) {
      standing.put(field, brief.getValue(field));
    }
    return standing;
  }

  private JsonObject transition(Transition transition, ServiceRow row, Sight sight) {
    return new JsonObject()
        .put("id", transition.service())
        .put("name", row.config().name())
        .put("from", transition.change().from().name())
        .put("to", transition.change().to().name())
        .put("since", time(transition.since().at()))
        .put("at", time(transition.decided().at()))
        .put("error", sight.text(row.config(), ServiceView.error(transition.because().outcome())));
  }

  private void incident(Incident incident, ServiceRow row) {
    feed.say(
        "incident",
        row.config(),
        sight ->
            new JsonObject()
                .put("id", incident.id())
                .put("service", incident.service())
                .put("name", row.config().name())
                .put("kind", incident.kind().name())
                .put("started", time(incident.started().at()))
                .put("ended", view.time(incident.ended().map(end -> end.at().at())))
                .put("duration_ms", incident.length().map(Duration::toMillis).orElse(null))
                .put("end", incident.ended().map(end -> end.why().name()).orElse(null))
                .put(
                    "error",
                    sight.text(
                        row.config(), incident.failure().map(Failure::sentence).orElse(null)))
                .putNull("acknowledged"));
  }

  /** Somebody has acknowledged it, or noted something of it. */
  void hear(FollowedUp event) {
    StoredIncident incident = event.incident();
    table
        .row(incident.service())
        .ifPresent(
            row -> feed.say("incident", row.config(), sight -> followed(incident, row, sight)));
  }

  private JsonObject followed(StoredIncident incident, ServiceRow row, Sight sight) {
    return new JsonObject()
        .put("id", incident.id())
        .put("service", incident.service())
        .put("name", row.config().name())
        .put("kind", incident.kind())
        .put("started", time(incident.started()))
        .put("ended", view.time(incident.ended()))
        .put("duration_ms", incident.length().map(Duration::toMillis).orElse(null))
        .put("end", incident.end().orElse(null))
        .put("error", sight.text(row.config(), incident.error().orElse(null)))
        .put(
            "acknowledged",
            view.acknowledged(incident.acknowledged(), sight.details(row.config())));
  }

  private String time(Instant at) {
    return view.time(Optional.of(at));
  }
}
