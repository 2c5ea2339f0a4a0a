package homebox.controlplane.alert;

import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is committed in one piece: where a service stands from now on, what brought it there, and
 * what is to be told.
 *
 * @param transition empty for a reminder
 */
record Change(
    ServiceConfig service,
    ServiceState state,
    Optional<Transition> transition,
    Reminding reminding,
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

  /** A change of state, told through these channels. */
  static Change of(
      ServiceConfig service,
      ServiceState state,
      Transition transition,
      Reminding reminding,
      List<String> channels,
      Instant now) {
    List<Message> messages =
        about(transition)
            .map(incident -> messages(service, transition, incident, channels, now))
            .orElse(List.of());
    return new Change(service, state, Optional.of(transition), reminding, messages);
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
    return new Change(service, state, Optional.empty(), reminding, messages);
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

  private static Optional<Incident> about(Transition transition) {
    return switch (transition.change().notice()) {
      case NONE -> Optional.empty();
      case ALERT, WARNING -> transition.incidents().opened();
      case RECOVERY -> transition.incidents().ended();
    };
  }

  private static List<Message> messages(
      ServiceConfig service,
      Transition transition,
      Incident incident,
      List<String> channels,
      Instant now) {
    String kind = transition.change().notice().name();
    String key = "incident:" + incident.id() + ":" + kind;
    String level = transition.change().to().name();
    var facts = Facts.of(service, transition);
    return channels.stream()
        .map(
            channel ->
                new Message(channel, key, kind, service.id(), incident.id(), level, facts, now))
        .toList();
  }
}
