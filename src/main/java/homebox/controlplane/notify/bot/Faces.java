package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Acknowledged;
import homebox.controlplane.alert.Cover.Muted;
import homebox.controlplane.alert.IncidentStore;
import homebox.controlplane.alert.IncidentStore.StoredIncident;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.notify.Cut;
import homebox.controlplane.notify.Extras.Button;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Letter.Span;
import homebox.controlplane.notify.SentLetters;
import homebox.controlplane.notify.SentLetters.Place;
import homebox.controlplane.notify.SentLetters.Sent;
import homebox.controlplane.store.Database;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How messages that were sent should look now: below what was told, who cares and what is muted;
 * and the buttons that still make sense. Fails as the database does.
 */
final class Faces {
  private static final String CARED = "✅ ";
  private static final String MUTED = "🔇 ";
  private static final int MOST_NAMED = 10;

  private final Board board;
  private final SentLetters sent;
  private final IncidentStore incidents;

  Faces(Board board, Database database) {
    this.board = board;
    this.sent = new SentLetters(database);
    this.incidents = new IncidentStore(database);
  }

  /** The message there; empty if it is not known. */
  Future<Optional<Sent>> at(Place place) {
    return sent.at(place);
  }

  /** Where an incident was told of. */
  Future<List<Place>> places(String incident) {
    return sent.of(incident);
  }

  /** One incident. */
  Future<Optional<StoredIncident>> find(String incident) {
    return incidents.find(incident);
  }

  /** Those of them that are known, in their order. */
  Future<List<StoredIncident>> find(List<String> ids) {
    return Future.join(ids.stream().map(incidents::find).toList())
        .map(
            all ->
                all.<Optional<StoredIncident>>list().stream().flatMap(Optional::stream).toList());
  }

  /**
   * Of a message.
   *
   * @param shown as it stands in the chat, if that is known: it may say more than was stored
   */
  Future<Letter> now(Sent message, Optional<Letter> shown) {
    Letter base =
        shown.map(Faces::told).orElseGet(() -> message.letter(board.wording(), Leaf.LONGEST));
    return find(message.incidents()).map(known -> face(base, known));
  }

  /** What the message said before anything was done. */
  private static Letter told(Letter shown) {
    String text = shown.text();
    int last = text.lastIndexOf('\n');
    while (last >= 0 && isOurs(text.substring(last + 1))) {
      text = text.substring(0, last);
      last = text.lastIndexOf('\n');
    }
    String whole = text.stripTrailing();
    List<Span> spans =
        shown.spans().stream()
            .filter(span -> span.offset() + span.length() <= whole.length())
            .toList();
    return new Letter(whole, spans, false);
  }

  private static boolean isOurs(String line) {
    return line.startsWith(CARED) || line.startsWith(MUTED);
  }

  private Letter face(Letter base, List<StoredIncident> known) {
    List<String> lines = known.size() == 1 ? lines(known.get(0)) : lines(known);
    String below = lines.isEmpty() ? "" : "\n\n" + String.join("\n", lines);
    Letter cut = Cut.to(Leaf.LONGEST - below.length(), base);
    Letter whole = new Letter(cut.text() + below, cut.spans(), false);
    return whole.with(known.size() == 1 ? one(known.get(0)) : several(known));
  }

  private List<String> lines(StoredIncident incident) {
    Words words = board.words();
    var lines = new ArrayList<String>();
    incident
        .acknowledged()
        .ifPresent(
            who -> lines.add(CARED + words.say("face.cared", who.by(), words.when(who.at()))));
    muted(incident)
        .ifPresent(
            who -> lines.add(MUTED + words.say("face.muted", words.when(who.until()), who.by())));
    return lines;
  }

  private Optional<Muted> muted(StoredIncident incident) {
    return board.standing(incident.service()).map(Standing::cover).flatMap(cover -> cover.muted());
  }

  private List<String> lines(List<StoredIncident> known) {
    Words words = board.words();
    List<StoredIncident> cared =
        known.stream().filter(each -> each.acknowledged().isPresent()).toList();
    var lines = new ArrayList<String>();
    for (StoredIncident each : cared.subList(0, Math.min(MOST_NAMED, cared.size()))) {
      Acknowledged who = each.acknowledged().orElseThrow();
      lines.add(CARED + each.name() + " — " + words.say("face.by", who.by()));
    }
    if (cared.size() > MOST_NAMED) {
      lines.add(CARED + words.more(cared.size() - MOST_NAMED));
    }
    return lines;
  }

  private List<List<Button>> one(StoredIncident incident) {
    return incident.ended().isPresent()
        ? List.of()
        : board
            .buttons()
            .of(incident.id(), incident.acknowledged().isEmpty(), muted(incident).isEmpty());
  }

  private List<List<Button>> several(List<StoredIncident> known) {
    return known.stream().anyMatch(Faces::isWaiting) ? board.buttons().ofAll() : List.of();
  }

  /** It goes on, and nobody cares. */
  static boolean isWaiting(StoredIncident incident) {
    return incident.ended().isEmpty() && incident.acknowledged().isEmpty();
  }
}
