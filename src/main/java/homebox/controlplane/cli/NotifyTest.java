package homebox.controlplane.cli;

import homebox.controlplane.cli.Errand.Tools;
import homebox.controlplane.config.Host;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Suggestion;
import homebox.controlplane.notify.Own;
import homebox.controlplane.notify.telegram.ChatFinder;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Sends a test message through channels, one after the other. */
final class NotifyTest {
  private static final String TOP = "telegram";

  private final Tools tools;
  private final Settings.Telling telling;

  NotifyTest(Tools tools) {
    this.tools = tools;
    this.telling = tools.settings().telling();
  }

  /** The exit code. */
  Future<Integer> of(List<String> names) {
    var known = new ArrayList<>(telling.channels().stream().map(Settings.Channel::name).toList());
    if (seeksChat()) {
      known.add(TOP);
    }
    List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      unknown.forEach(name -> tools.screen().say(fault(name, known)));
      return Future.succeededFuture(Exit.MISTAKE);
    }
    List<String> wanted = names.isEmpty() ? known : names;
    if (wanted.isEmpty()) {
      tools.screen().say(Sending.none());
      return Future.succeededFuture(Exit.NOT);
    }
    return send(wanted).map(all -> all ? Exit.WELL : Exit.NOT);
  }

  private Future<Boolean> send(List<String> wanted) {
    Future<Boolean> all = Future.succeededFuture(true);
    for (Settings.Channel channel : telling.channels()) {
      if (wanted.contains(channel.name())) {
        all = all.compose(before -> send(channel).map(now -> before && now));
      }
    }
    return seeksChat() && wanted.contains(TOP) ? all.compose(before -> showChats()) : all;
  }

  private Future<Boolean> send(Settings.Channel channel) {
    tools.screen().progress("sending through " + channel.name() + " …");
    var sending = new Sending(tools);
    return sending.send(sending.to(channel), new Own.Test(ControlPlane.version(), Host.name()));
  }

  /** A token and no chat: the bot itself knows who may be meant. */
  private boolean seeksChat() {
    return telling.telegram().token().isPresent() && telling.telegram().chat().isEmpty();
  }

  private Future<Boolean> showChats() {
    tools.screen().say("telegram: TELEGRAM_CHAT_ID is missing; these have written to the bot:");
    return new ChatFinder(tools.vertx(), tools.pace(), telling.telegram())
        .lines()
        .onSuccess(lines -> lines.forEach(tools.screen()::answer))
        .map(false);
  }

  private static String fault(String name, List<String> known) {
    String meant =
        new Suggestion(known)
            .near(name)
            .map(near -> "did you mean \"" + near + "\"?")
            .orElse(known.isEmpty() ? "none is set up" : "there are " + String.join(", ", known));
    return "\"" + name + "\" is no channel — " + meant;
  }
}
