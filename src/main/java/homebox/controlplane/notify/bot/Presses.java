package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.IncidentStore.StoredIncident;
import homebox.controlplane.alert.Obeyed;
import homebox.controlplane.alert.Order;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.notify.Buttons.Meaning;
import homebox.controlplane.notify.Buttons.What;
import homebox.controlplane.notify.SentLetters.Sent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Knows what is to be done when a button was pressed, and what is said of it. */
final class Presses {
  private final Board board;
  private final Faces faces;

  Presses(Board board, Faces faces) {
    this.board = board;
    this.faces = faces;
  }

  /** What is done. */
  sealed interface Press {}

  /** Nothing; this is said. */
  record Nothing(String toast) implements Press {}

  /** These orders are given, and if one is obeyed this is said. */
  record Give(List<Order> orders, String toast) implements Press {
    /** Copies the list. */
    public Give {
      orders = List.copyOf(orders);
    }
  }

  /** That service is asked. */
  record Ask(ServiceConfig service) implements Press {}

  /**
   * Of a button.
   *
   * @param message to which it belongs, if that is known
   * @param late nobody knows when it was pressed: only what is right at any time is done
   */
  Future<Press> of(String data, Optional<Sent> message, boolean late) {
    Optional<Meaning> meaning = Meaning.of(data);
    if (meaning.isEmpty()) {
      return say("toast.strange");
    }
    if (meaning.get().what() == What.ACKNOWLEDGE_ALL) {
      return faces.find(message.map(Sent::incidents).orElse(List.of())).map(this::all);
    }
    return faces
        .find(meaning.get().incident())
        .map(
            incident ->
                incident
                    .map(known -> one(meaning.get().what(), known, late))
                    .orElseGet(() -> nothing("toast.strange")));
  }

  private Press all(List<StoredIncident> known) {
    List<Order> orders =
        known.stream()
            .filter(Faces::isWaiting)
            .<Order>map(each -> new Order.Acknowledge(each.id(), Optional.empty()))
            .toList();
    return orders.isEmpty()
        ? nothing("toast.over")
        : new Give(orders, board.words().say("toast.acknowledged"));
  }

  private Press one(What what, StoredIncident incident, boolean late) {
    if (what == What.ACKNOWLEDGE) {
      return new Give(
          List.of(new Order.Acknowledge(incident.id(), Optional.empty())),
          board.words().say("toast.acknowledged"));
    }
    Optional<ServiceConfig> service =
        board.services().stream().filter(it -> it.id().equals(incident.service())).findFirst();
    if (service.isEmpty()) {
      return nothing("toast.gone");
    }
    if (late) {
      return nothing("toast.old");
    }
    return what == What.CHECK
        ? new Ask(service.get())
        : new Give(
            List.of(new Order.Mute(service.get().id(), Clerk.MUTED)),
            board.words().say("toast.muted"));
  }

  /** What is said of how it went. */
  String toast(Give give, List<Obeyed> obeyed) {
    if (obeyed.stream().anyMatch(Obeyed.Done.class::isInstance)) {
      return give.toast();
    }
    var refused = (Obeyed.Refused) obeyed.get(0);
    return refused.why() == Obeyed.Why.OVER
        ? board.words().say("toast.over")
        : board.words().say("refused", refused.words());
  }

  private Future<Press> say(String key) {
    return Future.succeededFuture(nothing(key));
  }

  private Press nothing(String key) {
    return new Nothing(board.words().say(key));
  }
}
