package homebox.controlplane.notify.mail;

import homebox.controlplane.config.Means;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.notify.http.Rate;
import homebox.controlplane.notify.http.Turn;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Hands letters over to one mail server. Used from one context, as everything that waits is called
 * back there; what blocks does so on a thread of the channel's own, and no longer than an attempt
 * may take.
 */
public final class MailChannel implements Channel {
  /** Of an attempt: shorter than the outbox's lease. */
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private static final int LONGEST = 50_000;

  private final String name;
  private final Means.Mail means;
  private final Pace pace;
  private final Supplier<SSLSocketFactory> tls;
  private final Turn turn;
  private final WorkerExecutor thread;

  /** Opens nothing yet. Trusts whom Java trusts on this machine. */
  public MailChannel(String name, Means.Mail means, Vertx vertx, Pace pace) {
    this(name, means, vertx, pace, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** {@code tls} may take its time: it is asked for on the channel's own thread. */
  MailChannel(
      String name, Means.Mail means, Vertx vertx, Pace pace, Supplier<SSLSocketFactory> tls) {
    this.name = name;
    this.means = means;
    this.pace = pace;
    this.tls = tls;
    // nobody says how many it takes: ten at once, and twenty a minute for ever
    Rate rate = new Rate(pace.nanos(), new Rate.Of(Duration.ofSeconds(3), 10));
    this.turn = new Turn("the mail server", rate, pace);
    this.thread = vertx.createSharedWorkerExecutor("mail " + name, 1, 1, TimeUnit.MINUTES);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "mail";
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public Future<Delivery> deliver(Letter letter, Mandate mandate) {
    return turn.take(() -> attempt(attempt -> attempt.send(letter, mandate, pace.instant())));
  }

  /** Connects, secures the line and logs in; no letter is begun. */
  @Override
  public Future<Delivery> test() {
    return attempt(Attempt::look);
  }

  @Override
  public Future<Void> close() {
    return thread.close();
  }

  /** When time is up the line is cut, and with it whatever hangs on it. */
  private Future<Delivery> attempt(Function<Attempt, Delivery> work) {
    var attempt = new Attempt(means, tls, AT_MOST);
    Promise<Delivery> first = Promise.promise();
    Pace.Timer deadline = pace.after(AT_MOST, () -> first.tryComplete(attempt.late()));
    thread
        .executeBlocking(() -> work.apply(attempt), false)
        .onComplete(
            (delivery, cause) -> {
              deadline.cancel();
              first.tryComplete(cause == null ? delivery : attempt.failed(cause));
            });
    return first.future();
  }
}
