package homebox.controlplane.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Proxy;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.testkit.FakeTelegram;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** A channel as the notifier holds it: on a context, with everything that is logged caught. */
final class Desk implements AutoCloseable {
  private static final List<Pattern> ANSWERS = answers();

  final Vertx vertx = Vertx.vertx();
  final List<Long> moved = new ArrayList<>();
  final Traffic traffic = new Traffic();
  Pace pace = new VertxPace(vertx);
  Optional<Integer> thread = Optional.empty();
  Optional<Proxy> proxy = Optional.empty();
  String token = FakeTelegram.TOKEN;
  String chat = FakeTelegram.CHAT;

  private final Context context = vertx.getOrCreateContext();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  /** What is caught down to the last detail is for the test, not for who reads its output. */
  Desk() {
    root.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(root::detachAppender);
    log.start();
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
  }

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

  /** What went wrong is said in words that can be said in French too. */
  Delivery deliver(TelegramChannel channel, Letter letter) {
    Delivery delivery = on(() -> channel.deliver(letter));
    if (!(delivery instanceof Delivery.Sent)) {
      assertThat(ANSWERS).anyMatch(known -> known.matcher(delivery.answer()).matches());
    }
    return delivery;
  }

  private static List<Pattern> answers() {
    var bundle = ResourceBundle.getBundle("homebox.controlplane.notify.messages", Locale.ENGLISH);
    return bundle.keySet().stream()
        .filter(key -> key.startsWith("answer."))
        .map(key -> "\\Q" + bundle.getString(key).replaceAll("\\{[0-9]}", "\\\\E.+\\\\Q") + "\\E")
        .map(regex -> Pattern.compile(regex, Pattern.DOTALL))
        .toList();
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
    var text = new StringBuilder();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      text.append(event.getFormattedMessage()).append('\n');
      if (event.getThrowableProxy() != null) {
        text.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    root.detachAppender(log);
    root.setLevel(before);
    others.forEach(root::addAppender);
    vertx.close().await();
  }
}
