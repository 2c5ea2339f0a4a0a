package homebox.controlplane.web;

import homebox.controlplane.alert.Acknowledged;
import homebox.controlplane.alert.Cover.Muted;
import homebox.controlplane.alert.Cover.Parent;
import homebox.controlplane.alert.Cover.Paused;
import homebox.controlplane.alert.Cover.Work;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Standing.Unconfirmed;
import homebox.controlplane.alert.Votes;
import homebox.controlplane.alert.Votes.Vote;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Phases;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import homebox.controlplane.history.Past;
import homebox.controlplane.history.Uptimes;
import homebox.controlplane.history.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** The form in which the API shows a service (design.md §10). */
final class ServiceView {
  private static final double DIGITS = 1e6;

  /** What {@link #brief} has, in its order. */
  static final List<String> FIELDS =
      List.of(
          "id",
          "name",
          "group",
          "kind",
          "critical",
          "status",
          "state",
          "maintenance",
          "parent",
          "flapping",
          "muted",
          "mute",
          "paused",
          "acknowledged",
          "unconfirmed",
          "since",
          "last_checked",
          "response_time_ms",
          "status_code",
          "error",
          "uptime",
          "tags",
          "interval_ms",
          "timeout_ms",
          "max_response_time_ms");

  private ZoneId zone;
  private final Past past;

  ServiceView(ZoneId zone, Past past) {
    this.zone = zone;
    this.past = past;
  }

  /** In which times are shown, and read where none is written. */
  ZoneId zone() {
    return zone;
  }

  /** From now on in this zone. */
  void in(ZoneId other) {
    zone = other;
  }

  /** As in the list of all, to one who may see so much. */
  JsonObject brief(ServiceRow row, long nowNanos, Sight sight) {
    ServiceConfig config = row.config();
    JsonObject json =
        new JsonObject()
            .put("id", config.id())
            .put("name", config.name())
            .put("group", config.label().group().isEmpty() ? null : config.label().group())
            .put("kind", config.ask().kind())
            .put("critical", config.critical())
            .put("status", row.status(nowNanos).name())
            .put("state", row.state().name())
            .put("maintenance", row.cover().maintenance().map(this::work).orElse(null))
            .put("parent", sight.text(config, row.cover().parent().map(Parent::name).orElse(null)))
            .put("flapping", row.cover().flapping())
            .put("muted", row.cover().muted().isPresent())
            .put("mute", row.cover().muted().map(muted -> mute(muted, sight)).orElse(null))
            .put("paused", row.cover().paused().map(paused -> paused(paused, sight)).orElse(null))
            .put("acknowledged", acknowledged(row, sight))
            .put(
                "unconfirmed",
                row.standing()
                    .flatMap(Standing::unconfirmed)
                    .map(some -> unconfirmed(some, text -> sight.text(config, text)))
                    .orElse(null))
            .put("since", time(row.standing().flatMap(Standing::since)))
            .put("last_checked", time(row.last().map(CheckResult::at)));
    Timing timing = config.timing();
    return withAnswer(json, row, sight)
        .put("uptime", uptime(past.uptimes(config.id())))
        .put("tags", new JsonArray(config.label().tags()))
        .put("interval_ms", timing.interval().toMillis())
        .put("timeout_ms", timing.timeout().toMillis())
        .put("max_response_time_ms", timing.maxResponseTime().toMillis());
  }

  /** With what only its own page shows. */
  JsonObject whole(ServiceRow row, long nowNanos, Sight sight) {
    ServiceConfig config = row.config();
    Optional<Evidence> evidence = row.last().map(result -> result.answer().evidence());
    return brief(row, nowNanos, sight)
        .put("description", config.label().description())
        .put("url", sight.text(config, config.ask().shownUrl()))
        .put("phases", evidence.map(Evidence::phases).map(ServiceView::phases).orElse(null))
        .put("certificate_ends", time(evidence.flatMap(Evidence::certificateEnds)));
  }

  /** ISO 8601 with the zone's offset, or null. */
  String time(Optional<Instant> instant) {
    return instant.map(at -> Stamp.of(at, zone)).orElse(null);
  }

  private JsonObject acknowledged(ServiceRow row, Sight sight) {
    JsonObject json =
        acknowledged(row.standing().flatMap(Standing::acknowledged), sight.details(row.config()));
    if (json != null) {
      json.remove("note");
    }
    return json;
  }

  /** Who cares, or null; a stranger is not told names and what that one says. */
  JsonObject acknowledged(Optional<Acknowledged> acknowledged, boolean details) {
    return acknowledged
        .map(
            who ->
                new JsonObject()
                    .put("by", details ? who.by() : null)
                    .put("at", time(Optional.of(who.at())))
                    .put("note", details ? who.note().orElse(null) : null))
        .orElse(null);
  }

  private JsonObject work(Work work) {
    return new JsonObject()
        .put("until", time(Optional.of(work.until())))
        .put("reason", work.reason().isEmpty() ? null : work.reason());
  }

  /** Who has said so is for who may say so, too. */
  private JsonObject mute(Muted muted, Sight sight) {
    return new JsonObject()
        .put("by", sight == Sight.ALL ? muted.by() : null)
        .put("until", time(Optional.of(muted.until())));
  }

  private JsonObject paused(Paused paused, Sight sight) {
    return new JsonObject()
        .put("by", sight == Sight.ALL ? paused.by() : null)
        .put("since", time(Optional.of(paused.since())));
  }

  private JsonObject unconfirmed(Unconfirmed unconfirmed, UnaryOperator<String> shown) {
    var json =
        new JsonObject()
            .put("since", time(Optional.of(unconfirmed.since())))
            .put("attempt", unconfirmed.attempt())
            .put("of", unconfirmed.of());
    unconfirmed.votes().ifPresent(votes -> json.put("votes", votes(votes, shown)));
    return json;
  }

  /**
   * What each host saw.
   *
   * @param shown as much of a sentence as may be seen
   */
  JsonObject votes(Votes votes, UnaryOperator<String> shown) {
    var by = new JsonArray();
    for (Vote vote : votes.all()) {
      by.add(
          new JsonObject()
              .put("node", vote.node())
              .put("location", vote.location().orElse(null))
              .put("saw", vote.saw().name())
              .put("error", shown.apply(vote.error().orElse(null))));
    }
    return new JsonObject().put("down", votes.down()).put("of", votes.of()).put("by", by);
  }

  private static JsonObject withAnswer(JsonObject json, ServiceRow row, Sight sight) {
    Optional<Outcome> outcome = row.outcome();
    var status = row.last().map(result -> result.answer().evidence().status());
    return json.put("response_time_ms", outcome.map(seen -> seen.took().toMillis()).orElse(null))
        .put(
            "status_code",
            status.filter(code -> code.isPresent()).map(code -> code.getAsInt()).orElse(null))
        .put("error", sight.text(row.config(), outcome.map(ServiceView::error).orElse(null)));
  }

  /** The sentence of a failure, or null. */
  static String error(Outcome outcome) {
    return outcome.match(good -> null, slow -> null, failed -> failed.failure().sentence());
  }

  static JsonObject phases(Phases phases) {
    return new JsonObject()
        .put("dns", millis(phases.dns()))
        .put("connect", millis(phases.connect()))
        .put("tls", millis(phases.tls()))
        .put("wait", millis(phases.waiting()))
        .put("transfer", millis(phases.transfer()));
  }

  static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 10_000.0) / 100.0;
  }

  /** To six digits, rounded down: 1 is up all the time. Null where nothing is known. */
  static JsonObject uptime(Uptimes uptimes) {
    JsonObject uptime = new JsonObject();
    for (Window window : Window.values()) {
      OptionalDouble share = uptimes.in(window);
      uptime.put(
          window.shown(),
          share.isPresent() ? (Double) (Math.floor(share.getAsDouble() * DIGITS) / DIGITS) : null);
    }
    return uptime;
  }
}
