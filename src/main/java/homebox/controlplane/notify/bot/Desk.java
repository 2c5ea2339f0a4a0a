package homebox.controlplane.notify.bot;

import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.SentLetters.Place;
import homebox.controlplane.notify.SentLetters.Sent;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has one bot's messages look as they should; each is changed only when that is another look. */
final class Desk {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  private static final int MOST_REMEMBERED = 200;

  private final Faces faces;
  private final Voice voice;
  private final Map<Place, Letter> looks = new LinkedHashMap<>();

  Desk(Faces faces, Voice voice) {
    this.faces = faces;
    this.voice = voice;
  }

  /** The first of these places that is known, and its message. */
  Future<Optional<Map.Entry<Place, Sent>>> find(List<Place> places) {
    if (places.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    Place first = places.get(0);
    return faces
        .at(first)
        .compose(
            sent ->
                sent.isPresent()
                    ? Future.succeededFuture(Optional.of(Map.entry(first, sent.get())))
                    : find(places.subList(1, places.size())));
  }

  /** Somebody has just seen it so. */
  void seen(Place place, Optional<Letter> shown) {
    shown.ifPresent(letter -> remember(place, letter));
  }

  /** Changes it, if it should look otherwise. Never fails. */
  void refresh(Place place, String chat) {
    at(place, message -> refresh(place, chat, message));
  }

  private void at(Place place, Consumer<Sent> found) {
    faces.at(place).onSuccess(sent -> sent.ifPresent(found)).onFailure(Desk::failed);
  }

  private void refresh(Place place, String chat, Sent message) {
    Optional<Letter> shown = Optional.ofNullable(looks.get(place));
    faces
        .now(message, shown)
        .onSuccess(
            face -> {
              if (shown.filter(before -> same(before, face)).isEmpty()) {
                remember(place, face);
                voice.edit(chat, Long.parseLong(place.reference()), face);
              }
            })
        .onFailure(Desk::failed);
  }

  /** Takes its buttons away, if none of them means anything any more. Never fails. */
  void bare(Place place, String chat) {
    at(place, message -> bare(place, chat, message));
  }

  private void bare(Place place, String chat, Sent message) {
    Optional<Letter> shown = Optional.ofNullable(looks.get(place));
    faces
        .now(message, shown)
        .onSuccess(
            face -> {
              if (face.extras().buttons().isEmpty() && shown.filter(Desk::isBare).isEmpty()) {
                remember(place, face);
                voice.bare(chat, Long.parseLong(place.reference()));
              }
            })
        .onFailure(Desk::failed);
  }

  private static boolean isBare(Letter letter) {
    return letter.extras().buttons().isEmpty();
  }

  private static boolean same(Letter before, Letter now) {
    return before.text().equals(now.text())
        && before.extras().buttons().equals(now.extras().buttons());
  }

  private void remember(Place place, Letter look) {
    looks.remove(place);
    looks.put(place, look);
    if (looks.size() > MOST_REMEMBERED) {
      looks.remove(looks.keySet().iterator().next());
    }
  }

  private static void failed(Throwable cause) {
    log.info("a message stays as it was: {}", cause.getMessage());
  }
}
