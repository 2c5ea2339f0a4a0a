package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.IncidentStore;
import homebox.controlplane.alert.Transition;
import homebox.controlplane.notify.SentLetters.Place;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the messages of incidents that have ended: their buttons mean nothing any more. Nothing
 * here fails, and nothing waits for it. One context's alone.
 */
final class Endings {
  private static final Logger log = LoggerFactory.getLogger(Endings.class);

  /** The end of what is watched no more is written by then. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** A message that was just being sent stands in the trail by then. */
  private static final Duration LATER = Duration.ofMinutes(1);

  private final Pace pace;
  private final Faces faces;
  private final IncidentStore incidents;
  private final Consumer<Place> found;

  /** {@code found} hears where each of them stands. */
  Endings(Pace pace, Faces faces, Database database, Consumer<Place> found) {
    this.pace = pace;
    this.faces = faces;
    this.incidents = new IncidentStore(database);
    this.found = found;
  }

  void hear(Transition transition) {
    transition.incidents().ended().ifPresent(ended -> seek(ended.id(), true));
  }

  /** Nobody asks it any more, and what was open has ended. */
  void paused(String service) {
    incidents
        .page(List.of(service), Optional.empty(), 1)
        .onSuccess(
            newest ->
                newest.stream()
                    .filter(incident -> incident.ended().isPresent())
                    .forEach(incident -> seek(incident.id(), true)))
        .onFailure(Endings::failed);
  }

  /** Nobody watches it any more. */
  void gone(String service) {
    pace.after(SOON, () -> paused(service));
  }

  private void seek(String incident, boolean again) {
    faces
        .places(incident)
        .onSuccess(
            places -> {
              places.forEach(found);
              if (places.isEmpty() && again) {
                pace.after(LATER, () -> seek(incident, false));
              }
            })
        .onFailure(Endings::failed);
  }

  private static void failed(Throwable cause) {
    log.info("buttons stay where they are: {}", cause.getMessage());
  }
}
