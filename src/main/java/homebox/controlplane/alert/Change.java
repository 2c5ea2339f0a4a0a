package homebox.controlplane.alert;

import homebox.controlplane.check.Answer;
import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is committed in one piece: where a service stands from now on, what brought it there, and
 * what is to be told.
 *
 * @param transition empty for a reminder, and for what is told late
 * @param flaps how restless the service is
 */
record Change(
    ServiceConfig service,
    ServiceState state,
    Optional<Transition> transition,
    Reminding reminding,
    Flaps flaps,
    List<Message> messages) {
  /**
   * How far the reminders of an outage are.
   *
   * @param told how many were
   * @param next by the wall clock, for after a restart
   */
  record Reminding(int told, Optional<Instant> next) {
    static final Reminding NONE = new Reminding(0, Optional.empty());
  }

  /** A change of state, and to whom it is news of which kind. */
  static Change of(
      ServiceConfig service,
      ServiceState state,
      Transition transition,
      Reminding reminding,
      Map<Notice, List<String>> due,
      Function<Notice, Optional<JsonObject>> dependents,
      Instant now) {
    var messages = new ArrayList<Message>();
    due.forEach(
        (notice, channels) ->
            about(transition, notice)
                .map(
                    incident ->
                        messages(
                            incident,
                            notice,
                            transition.change().to().name(),
                            with(Facts.of(service, transition, notice), dependents.apply(notice)),
                            channels,
                            now))
                .ifPresent(messages::addAll));
    return new Change(service, state, Optional.of(transition), reminding, Flaps.NONE, messages);
  }

  /** What is open is told to those to whom it is news still. */
  static Change late(
      ServiceConfig service,
      ServiceState state,
      Reminding reminding,
      Map<Notice, List<String>> due,
      Function<Notice, Optional<JsonObject>> dependents,
      Answer last,
      Instant now) {
    Incident open = state.incident().orElseThrow();
    var messages = new ArrayList<Message>();
    due.forEach(
        (notice, channels) ->
            messages.addAll(
                messages(
                    open,
                    notice,
                    open.level(),
                    with(Facts.late(service, open, notice, last), dependents.apply(notice)),
                    channels,
                    now)));
    return new Change(service, state, Optional.empty(), reminding, Flaps.NONE, messages);
  }

  /** The next reminder of an open incident. */
  static Change reminder(
      ServiceConfig service,
      ServiceState state,
      Reminding reminding,
      JsonObject facts,
      List<String> channels,
      Instant now) {
    Incident open = state.incident().orElseThrow();
    String key = "incident:" + open.id() + ":REMINDER:" + reminding.told();
    List<Message> messages =
        channels.stream()
            .map(
                channel ->
                    new Message(
                        channel,
                        key,
                        "REMINDER",
                        service.id(),
                        open.id(),
                        open.level(),
                        facts,
                        now))
            .toList();
    return new Change(service, state, Optional.empty(), reminding, Flaps.NONE, messages);
  }

  /** It has come to rest, which tells what it counts as. */
  static Change settled(
      ServiceConfig service, ServiceState state, Reminding reminding, List<Message> messages) {
    return new Change(service, state, Optional.empty(), reminding, Flaps.NONE, messages);
  }

  /** The same of a service that is so restless. */
  Change with(Flaps restless) {
    return new Change(service, state, transition, reminding, restless, messages);
  }

  /** With more to tell. */
  Change and(List<Message> more) {
    List<Message> all = Stream.concat(messages.stream(), more.stream()).toList();
    return new Change(service, state, transition, reminding, flaps, all);
  }

  /** Nobody is told, and no incident is touched: a first answer that is good. */
  boolean quiet() {
    return messages.isEmpty()
        && transition
            .map(Transition::incidents)
            .filter(incidents -> incidents.ended().isEmpty() && incidents.opened().isEmpty())
            .isPresent();
  }

  /** For the log. */
  String line() {
    return transition
        .map(step -> ChangeLine.of(service.name(), step))
        .orElseGet(() -> messages.get(0).facts().getString("line"));
  }

  /** The incident that is announced with it, if one is. */
  Optional<String> announces() {
    if (messages.stream().allMatch(FlapNews::isBegin)) {
      return Optional.empty();
    }
    return transition.isPresent()
        ? transition.get().incidents().opened().map(Incident::id)
        : state.incident().map(Incident::id);
  }

  private static JsonObject with(JsonObject facts, Optional<JsonObject> dependents) {
    dependents.ifPresent(some -> facts.put("dependents", some));
    return facts;
  }

  private static Optional<Incident> about(Transition transition, Notice notice) {
    return switch (notice) {
      case NONE -> Optional.empty();
      case ALERT, WARNING -> transition.incidents().opened();
      case RECOVERY -> transition.incidents().ended();
    };
  }

  private static List<Message> messages(
      Incident incident,
      Notice notice,
      String level,
      JsonObject facts,
      List<String> channels,
      Instant now) {
    String kind = notice.name();
    String key = "incident:" + incident.id() + ":" + kind;
    return channels.stream()
        .map(
            channel ->
                new Message(
                    channel, key, kind, incident.service(), incident.id(), level, facts, now))
        .toList();
  }
}
