package homebox.controlplane.notify.bot;

import homebox.controlplane.notify.bot.Command.Verb;
import homebox.controlplane.notify.telegram.BotApi;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Telegram what can be asked of a bot, for the menu of its chats; only when that has changed
 * since it was last told.
 */
final class CommandList {
  private static final Logger log = LoggerFactory.getLogger(CommandList.class);

  private final BotApi api;
  private final Progress progress;
  private final Pace pace;
  private String said = "";

  CommandList(BotApi api, Progress progress, Pace pace) {
    this.api = api;
    this.progress = progress;
    this.pace = pace;
  }

  /** In these chats, in these words. A channel ({@code @name}) has no menu. */
  void say(Set<String> chats, Words words) {
    var numbers = new TreeSet<String>(chats);
    numbers.removeIf(chat -> !chat.matches("-?[0-9]{1,18}"));
    JsonArray commands = commands(words);
    String whole = Integer.toHexString(commands.encode().hashCode()) + " " + numbers;
    if (whole.equals(said)) {
      return;
    }
    said = whole;
    progress
        .commands()
        .onSuccess(
            before -> {
              if (before.filter(whole::equals).isEmpty()) {
                say(numbers, commands, whole);
              }
            })
        .onFailure(broken -> said = "");
  }

  private void say(Set<String> chats, JsonArray commands, String whole) {
    Future<Boolean> all = Future.succeededFuture(true);
    for (String chat : chats) {
      all = all.compose(well -> say(chat, commands).map(done -> well && done));
    }
    all.onSuccess(
        done -> {
          if (done) {
            progress
                .say(whole, pace.instant())
                .onFailure(broken -> log.debug("what the bot can is said again", broken));
          }
        });
  }

  /** True if there is nothing more to try: a chat that is not there has no menu. */
  private Future<Boolean> say(String chat, JsonArray commands) {
    var scope = new JsonObject().put("type", "chat").put("chat_id", Long.valueOf(chat));
    return api.call("setMyCommands", new JsonObject().put("commands", commands).put("scope", scope))
        .map(called -> called.done() || called.code() == 400);
  }

  private static JsonArray commands(Words words) {
    var commands = new JsonArray();
    for (Verb verb : Verb.values()) {
      commands.add(
          new JsonObject()
              .put("command", verb.word())
              .put("description", words.say("about." + verb.word())));
    }
    return commands;
  }
}
