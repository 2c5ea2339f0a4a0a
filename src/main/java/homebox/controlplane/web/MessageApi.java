package homebox.controlplane.web;

import homebox.controlplane.notify.DeliveryStore;
import homebox.controlplane.notify.DeliveryStore.StoredMessage;
import homebox.controlplane.store.Database;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** What people were told, and what became of it: for those who may see details. */
final class MessageApi {
  /** An id of one, too. */
  static final String CURSOR = "[0-9]{1,18}";

  private final DeliveryStore messages;
  private final ServiceTable table;
  private final StoryView view;
  private final Entrance entrance;

  MessageApi(Database database, ServiceTable table, StoryView view, Entrance entrance) {
    this.messages = new DeliveryStore(database);
    this.table = table;
    this.view = view;
    this.entrance = entrance;
  }

  void mount(Router router) {
    Reading.at(router, "/api/v1/messages").handler(this::messages);
  }

  private void messages(RoutingContext ctx) {
    Sight sight = Sight.of(ctx);
    if (!sight.details()) {
      entrance.refuse(ctx, "Messages are shown only to those who may see details.");
      return;
    }
    Paging.of(ctx, CURSOR)
        .ifPresent(
            paging ->
                Answer.of(
                    ctx,
                    read(paging, table.only(sight))
                        .map(
                            found ->
                                paging.page(
                                    "messages",
                                    found,
                                    message -> view.message(message, sight),
                                    message -> "" + message.id()))));
  }

  private Future<List<StoredMessage>> read(Paging paging, Optional<List<String>> only) {
    Optional<Long> after = paging.after().map(Long::valueOf);
    return only.map(some -> messages.page(some, after, paging.rows()))
        .orElseGet(() -> messages.page(after, paging.rows()));
  }
}
