package homebox.controlplane.notify.telegram;

import static homebox.controlplane.notify.Known.known;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Proxy;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.testkit.CaughtLog;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A channel as the notifier holds it: on a context, with everything that is logged caught. */
final class Desk implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final List<Long> moved = new ArrayList<>();
  final Traffic traffic = new Traffic();
  Pace pace = new VertxPace(vertx);
  Optional<Integer> thread = Optional.empty();
  Optional<Proxy> proxy = Optional.empty();
  String token = FakeTelegram.TOKEN;
  String chat = FakeTelegram.CHAT;

  private final Context context = vertx.getOrCreateContext();
  private final CaughtLog log = new CaughtLog();

  Settings.Telegram settings(String api) {
    return new Settings.Telegram(
        Optional.of(new Secret(token)),
        Optional.of(chat),
        HttpUrl.parse(api),
        thread,
        Set.of(),
        proxy);
  }

  TelegramChannel channel(String api) {
    return new TelegramChannel("telegram", settings(api), vertx, pace, traffic, moved::add);
  }

  Delivery deliver(TelegramChannel channel, Letter letter) {
    return known(on(() -> channel.deliver(letter)));
  }

  Delivery deliver(String api) {
    return deliver(channel(api), letter("Hello"));
  }

  static Letter letter(String text) {
    return new Letter(text, List.of(), false);
  }

  <T> T on(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(done));
    try {
      return done.future().await(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  /** Everything logged, with its exceptions. */
  String logged() {
    return log.text();
  }

  @Override
  public void close() {
    log.close();
    vertx.close().await();
  }
}
