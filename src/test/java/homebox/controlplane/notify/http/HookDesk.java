package homebox.controlplane.notify.http;

import static homebox.controlplane.notify.Known.known;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Gist;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Letter.Look;
import homebox.controlplane.notify.Letter.Span;
import homebox.controlplane.testkit.CaughtLog;
import homebox.controlplane.testkit.FakeHook;
import homebox.controlplane.testkit.HookDuty;
import homebox.controlplane.testkit.QuickPace;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A channel as the notifier holds it, and a real server at its other end. At the end nothing is
 * open, and no log has the secret.
 */
public final class HookDesk implements AutoCloseable {
  /** What a service that is DOWN tells. */
  public static final Letter ALERT =
      new Letter(
          "🔴 ALERT — Service DOWN\nBox <b> & \"Söhne\" *a_b*\nStatus: DOWN",
          List.of(new Span(Look.BOLD, 3, 20), new Span(Look.BOLD, 24, 23)),
          false,
          new Gist(
              "ALERT",
              "ALERT — Service DOWN",
              "en",
              false,
              List.of(
                  new Gist.Service(
                      "box",
                      "Box <b> & \"Söhne\" *a_b*",
                      "Home",
                      "DOWN",
                      Instant.parse("2026-11-27T10:00:00Z"),
                      Optional.of("Nobody listens at \"127.0.0.1:1\"."),
                      Optional.of("i1")))));

  /** The server. */
  public final FakeHook hook;

  /** Time. */
  public Pace pace;

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final CaughtLog log = new CaughtLog();
  private final String secret;
  private final Function<String, Dialect> dialect;

  /** One who speaks {@code dialect} to the base address that it is given. */
  public HookDesk(HookDuty duty, String secret, Function<String, Dialect> dialect) {
    this.hook = new FakeHook(duty);
    this.secret = secret;
    this.dialect = dialect;
    this.pace = new VertxPace(vertx);
  }

  /** Time of which five seconds pass in one. */
  public void quickly() {
    pace = new QuickPace(vertx);
  }

  /** A new channel. */
  public Channel channel() {
    return new HttpChannel("a", dialect.apply(hook.url("")), vertx, pace);
  }

  /** Delivers through a new one. */
  public Delivery deliver(Letter letter) {
    return deliver(channel(), letter);
  }

  /** Delivers. */
  public Delivery deliver(Channel channel, Letter letter) {
    return clean(on(() -> channel.deliver(letter)));
  }

  /** Tests through a new one. */
  public Delivery test() {
    return clean(on(channel()::test));
  }

  private Delivery clean(Delivery delivery) {
    assertThat(delivery.toString()).doesNotContain(secret);
    return known(delivery);
  }

  /** Does it on the channel's context. */
  public <T> T on(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(done));
    try {
      return done.future().await(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  /** Everything logged so far. */
  public String logged() {
    return log.text();
  }

  @Override
  public void close() {
    hook.await("all to be closed", Duration.ofSeconds(5), () -> hook.open() == 0);
    hook.close();
    vertx.close().await();
    log.close();
    assertThat(log.text()).doesNotContain(secret).doesNotContain("Unhandled");
  }
}
