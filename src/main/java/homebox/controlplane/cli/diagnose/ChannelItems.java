package homebox.controlplane.cli.diagnose;

import homebox.controlplane.Ways;
import homebox.controlplane.Ways.Chats;
import homebox.controlplane.cli.diagnose.Diagnosis.Means;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.telegram.ChatFinder;
import homebox.controlplane.notify.telegram.Introduction;
import homebox.controlplane.notify.telegram.Traffic;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Whether the ways to people are open. Nobody is told anything. */
record ChannelItems(Settings settings, Means means) {
  private static final String REACH = "see that this machine reaches it";

  Future<List<Item>> all() {
    var items = new ArrayList<Item>();
    Future<Void> looked = top(items);
    for (Settings.Channel channel : settings.telling().channels()) {
      looked = looked.compose(before -> channel(channel, items));
    }
    return looked.map(done -> items);
  }

  /** The one at the top where it is not whole; where it is, it is one of the channels. */
  private Future<Void> top(List<Item> items) {
    Settings.Telegram top = settings.telling().telegram();
    if (top.usable()) {
      return Future.succeededFuture();
    }
    if (top.token().isPresent()) {
      return who("telegram", top, items).compose(known -> known ? chats(top, items) : nothing());
    }
    if (top.chat().isPresent()) {
      items.add(
          Item.bad(
              "telegram: TELEGRAM_BOT_TOKEN is missing",
              "get the token from @BotFather and set it in .env"));
    } else if (settings.telling().channels().isEmpty()) {
      items.add(
          new Item(
              Item.Mark.NOTE,
              "no channel is set up: alerts go to the log only",
              List.of(
                  "get a token from @BotFather, write to your bot once, and set"
                      + " TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID in .env")));
    }
    return nothing();
  }

  private static Future<Void> nothing() {
    return Future.succeededFuture();
  }

  private Future<Void> channel(Settings.Channel channel, List<Item> items) {
    return channel.means() instanceof Settings.Telegram telegram
        ? telegram(channel.name(), telegram, items)
        : other(channel, items);
  }

  /** What its kind can see without a message. */
  private Future<Void> other(Settings.Channel channel, List<Item> items) {
    Channel way =
        new Ways(settings, means.vertx(), means.pace(), new Traffic())
            .to(channel, Chats.UNMOVED)
            .channel();
    return way.test()
        .map(delivery -> items.add(item(channel.name(), delivery, REACH)))
        .eventually(way::close)
        .mapEmpty();
  }

  private Future<Void> telegram(String name, Settings.Telegram telegram, List<Item> items) {
    return who(name, telegram, items)
        .compose(known -> known ? chat(name, telegram, items) : nothing());
  }

  /** True if the token is good: else there is no use in asking for the chat. */
  private Future<Boolean> who(String name, Settings.Telegram telegram, List<Item> items) {
    return new Introduction(means.vertx(), means.pace(), telegram)
        .bot()
        .map(delivery -> add(name, delivery, items));
  }

  private Future<Void> chat(String name, Settings.Telegram telegram, List<Item> items) {
    return new Introduction(means.vertx(), means.pace(), telegram)
        .chat()
        .map(delivery -> add(name, delivery, items) && items.add(listens(name, telegram)))
        .mapEmpty();
  }

  private static Item listens(String name, Settings.Telegram telegram) {
    Settings.Commands commands = telegram.commands();
    String who =
        commands.users().isEmpty()
            ? "everybody in the chat"
            : "of those in the chat: " + String.join(", ", new TreeSet<>(commands.users()));
    return Item.well(
        name
            + (commands.wanted()
                ? ": commands and buttons are for " + who
                : ": takes no commands (telegram.commands: false)"));
  }

  private static boolean add(String name, Delivery delivery, List<Item> items) {
    items.add(item(name, delivery, REACH + "; telegram.proxy and telegram.api_url say how"));
    return delivery instanceof Delivery.Sent;
  }

  private static Item item(String name, Delivery delivery, String reach) {
    String what = name + ": " + delivery.answer();
    if (delivery instanceof Delivery.Sent) {
      return Item.well(what);
    }
    Optional<String> mend =
        delivery instanceof Delivery.Refused refused
            ? Optional.of(refused.mend())
            : delivery instanceof Delivery.Later ? Optional.of(reach) : Optional.empty();
    return new Item(Item.Mark.BAD, what, mend.stream().toList());
  }

  private Future<Void> chats(Settings.Telegram top, List<Item> items) {
    return new ChatFinder(means.vertx(), means.pace(), top)
        .lines()
        .map(
            lines -> {
              var mend = new ArrayList<String>();
              mend.add("set in .env the one that is meant of those who have written to the bot:");
              mend.addAll(lines);
              items.add(new Item(Item.Mark.BAD, "telegram: TELEGRAM_CHAT_ID is missing", mend));
              return null;
            });
  }
}
