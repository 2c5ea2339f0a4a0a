package homebox.controlplane.cli;

import homebox.controlplane.Ways;
import homebox.controlplane.Ways.Chats;
import homebox.controlplane.Ways.Way;
import homebox.controlplane.cli.Errand.Tools;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Own;
import homebox.controlplane.notify.telegram.Traffic;
import io.vertx.core.Future;

/** Sends straight through a channel, beside the outbox: what the channel answers is the answer. */
final class Sending {
  private static final String NONE =
      "no channel is set up — get a token from @BotFather, write to your bot once, and set"
          + " TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID in .env; or write one under channels:";

  private final Tools tools;
  private final Traffic traffic = new Traffic();

  Sending(Tools tools) {
    this.tools = tools;
  }

  /** What to do where there is no channel. */
  static String none() {
    return NONE;
  }

  /** The way to a channel of the configuration. */
  Way to(Settings.Channel channel) {
    return new Ways(tools.settings(), tools.vertx(), tools.pace(), traffic)
        .to(channel, new Moved());
  }

  /** Sends it, and tells what came of it; true if it arrived. */
  Future<Boolean> send(Way way, Own own) {
    Letter letter = way.wording().letter(own, way.channel().longest());
    return way.channel()
        .deliver(letter)
        .map(delivery -> tell(way.channel().name(), delivery))
        .eventually(() -> way.channel().close());
  }

  private boolean tell(String channel, Delivery delivery) {
    String mend = delivery instanceof Delivery.Refused refused ? " — " + refused.mend() : "";
    tools.screen().answer(channel + ": " + delivery.answer() + mend);
    return delivery instanceof Delivery.Sent;
  }

  /** Nothing is known of an earlier move here, and nothing is kept of this one. */
  private final class Moved implements Chats {
    @Override
    public String now(String configured) {
      return configured;
    }

    @Override
    public void moved(String channel, String configured, long to) {
      tools
          .screen()
          .say(
              "channel "
                  + channel
                  + ": the Telegram group has the new id "
                  + to
                  + " — set chat_id");
    }
  }
}
