package homebox.controlplane.notify.telegram;

import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.telegram.Reply.Said;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Asks a bot who it is, and whether its chat is there. Nobody is told anything. */
public final class Introduction {
  private final Vertx vertx;
  private final Pace pace;
  private final Settings.Telegram settings;
  private final Endpoint endpoint;

  /** Asks nothing yet; {@code settings} have a token. */
  public Introduction(Vertx vertx, Pace pace, Settings.Telegram settings) {
    this.vertx = vertx;
    this.pace = pace;
    this.settings = settings;
    this.endpoint = Endpoint.of(settings);
  }

  /** Who it is (getMe). Never fails, within 10 s. */
  public Future<Delivery> bot() {
    return ask("getMe", new JsonObject(), said -> "the bot is @" + name(said, "username"));
  }

  /** Whether the chat takes its messages, as far as that can be seen (getChat). Likewise. */
  public Future<Delivery> chat() {
    Wording wording = Wording.of(settings.chat().orElseThrow(), settings.thread());
    return ask(
        "getChat",
        wording.address(),
        said -> "the chat " + wording.chat() + " is " + ChatFinder.described(said.result()));
  }

  private interface Words {
    String of(Said said);
  }

  private Future<Delivery> ask(String method, JsonObject body, Words words) {
    return new Attempt(vertx, pace, endpoint).ask(method, body).map(reply -> of(reply, words));
  }

  private Delivery of(Reply reply, Words words) {
    if (reply instanceof Said said && said.migrated().isPresent()) {
      long id = said.migrated().get();
      return new Delivery.Sent(
          "the group has the new id " + id + ": set it as TELEGRAM_CHAT_ID", Optional.empty());
    }
    Delivery delivery = new Verdict(endpoint).of(reply);
    return delivery instanceof Delivery.Sent
        ? new Delivery.Sent(words.of((Said) reply), Optional.empty())
        : delivery;
  }

  private String name(Said said, String key) {
    return endpoint.clean(said.result().getString(key, "?"));
  }
}
