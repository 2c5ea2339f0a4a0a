package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Silence;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.alert.Status;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Buttons;
import homebox.controlplane.notify.ComposedWording;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Own;
import homebox.controlplane.time.Pace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a bot knows: who is watched, how they stand, and in which words it is said. */
final class Board {
  private final Map<String, Standing> standings = new HashMap<>();
  private final Silence silence;
  private Aim aim;
  private Words words;
  private ComposedWording wording;
  private Buttons buttons;

  Board(Settings settings, Pace pace) {
    silence = new Silence(pace);
    follow(settings);
  }

  void follow(Settings settings) {
    aim = new Aim(settings.watched());
    words = new Words(settings.process().language(), settings.process().timeZone());
    buttons = new Buttons(settings.process().language());
    wording =
        new ComposedWording(
            settings.process().language(),
            settings.process().timeZone(),
            settings.web().baseUrl().map(HttpUrl::shown),
            Set.of());
    Set<String> ids = services().stream().map(ServiceConfig::id).collect(Collectors.toSet());
    standings.keySet().retainAll(ids);
    silence.follow(services());
  }

  void hear(Standing standing) {
    standings.put(standing.service(), standing);
  }

  void hear(CheckResult result) {
    silence.hear(result);
  }

  /** With names that tell them apart. */
  List<ServiceConfig> services() {
    return aim.services();
  }

  Optional<Standing> standing(String service) {
    return Optional.ofNullable(standings.get(service));
  }

  /** As the page says it. */
  Status status(ServiceConfig service) {
    return Status.of(standing(service.id()), silence.of(service));
  }

  /** It is not asked. */
  boolean pauses(ServiceConfig service) {
    return standing(service.id()).filter(known -> known.cover().paused().isPresent()).isPresent();
  }

  Aim aim() {
    return aim;
  }

  Words words() {
    return words;
  }

  /** As it is told in the default channel. */
  ComposedWording wording() {
    return wording;
  }

  Buttons buttons() {
    return buttons;
  }

  Letter letter(Own own) {
    return wording.letter(own, Leaf.LONGEST);
  }
}
