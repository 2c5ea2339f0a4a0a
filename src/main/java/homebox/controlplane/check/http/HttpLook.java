package homebox.controlplane.check.http;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Probe;
import homebox.controlplane.check.Reason;
import homebox.controlplane.time.Pace;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look, all of it on the context that asked. Whatever happens, it is answered once, or
 * abandoned.
 */
final class HttpLook implements Probe.Look, Approach.Listener {
  private static final Logger log = LoggerFactory.getLogger(HttpLook.class);

  private final Tools tools;
  private final HttpProbe probe;
  private final ContextInternal context;
  private final Promise<Answer> answer;
  private final Stopwatch watch;
  private Pace.Timer deadline;
  private Itinerary itinerary;
  private Approach approach;
  private Exchange exchange;
  private BodyText text;
  private long read;
  private OptionalInt status = OptionalInt.empty();
  private Optional<String> remote = Optional.empty();
  private Optional<Instant> certificateEnds = Optional.empty();
  private Optional<String> version = Optional.empty();
  private boolean over;

  HttpLook(Tools tools, HttpProbe probe) {
    this.tools = tools;
    this.probe = probe;
    this.context = (ContextInternal) tools.vertx().getOrCreateContext();
    this.answer = context.promise();
    this.watch = new Stopwatch(tools.pace());
    this.itinerary = Itinerary.begin(probe);
  }

  HttpLook begin() {
    deadline = tools.pace().after(probe.timing().timeout(), () -> safely(this::late));
    safely(() -> probe.fault().ifPresentOrElse(this::lost, this::approach));
    return this;
  }

  @Override
  public Future<Answer> answer() {
    return answer.future();
  }

  @Override
  public void abandon() {
    over = true;
    letGo();
  }

  @Override
  public void safely(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      log.error("a check of {} met a bug of ours", probe.ask().url().origin(), bug);
      lost(Failure.of(Reason.BUG));
    }
  }

  @Override
  public void connected(Exchange opened, Target target) {
    exchange = opened;
    remote = target.shown();
  }

  @Override
  public void certified(Optional<Instant> ends) {
    certificateEnds = ends;
  }

  @Override
  public void arrived() {
    exchange.send(probe.request(itinerary.route()));
  }

  @Override
  public void firstByte() {
    watch.enter(Stage.TRANSFER);
  }

  @Override
  public void head(HttpResponse head) {
    status = OptionalInt.of(head.status().code());
    version = Optional.of(version(head.protocolVersion()));
    String location = probe.ask().followRedirects() ? itinerary.location(head) : null;
    if (location != null) {
      exchange.close();
      itinerary.follow(head.status().code(), location).ifPresentOrElse(this::lost, this::approach);
      return;
    }
    Optional<Failure> wrong = probe.judge().head(head);
    if (wrong.isPresent()) {
      lost(wrong.get());
      return;
    }
    text = probe.readsBody() ? new BodyText(head.headers(), probe.ask().maxBody()) : null;
  }

  @Override
  public void body(ByteBuf part) {
    read += part.readableBytes();
    if (text != null) {
      text.add(part);
    }
    if (read >= probe.ask().maxBody()) {
      whole();
    }
  }

  @Override
  public void whole() {
    watch.enter(Stage.SEARCH);
    exchange.close();
    if (text == null) {
      judged(Optional.empty());
    } else {
      tools.search().body(probe.ask().expect(), text, this::searched);
    }
  }

  @Override
  public void broken(Reason why) {
    if (watch.stage() != Stage.HANDSHAKE) { // else the handshake itself will tell why
      lost(Failure.of(why));
    }
  }

  @Override
  public void insecure(SSLException why) {
    if (watch.stage() != Stage.HANDSHAKE) {
      lost(TlsTrouble.of(why));
    }
  }

  @Override
  public void lost(Failure failure) {
    watch.stop();
    end(new Outcome.Failed(watch.took(), failure));
  }

  private void approach() {
    approach = new Approach(tools, probe, itinerary.route(), watch, this);
    approach.begin();
  }

  private void late() {
    String host = itinerary.route().url().host();
    lost(
        watch.stage() == Stage.LOOKUP
            ? Failure.of(watch.stage().late(), probe.bound(), host)
            : Failure.of(watch.stage().late(), probe.bound()));
  }

  private void searched(Optional<Failure> wrong) {
    if (context.inThread()) {
      judged(wrong);
    } else {
      context.runOnContext(back -> safely(() -> judged(wrong)));
    }
  }

  private void judged(Optional<Failure> wrong) {
    if (wrong.isPresent()) {
      lost(wrong.get());
      return;
    }
    Duration took = watch.took();
    Duration limit = probe.timing().maxResponseTime();
    if (took.compareTo(probe.timing().timeout()) > 0) {
      lost(Failure.of(Reason.NO_END, probe.bound())); // the machine paused, and its timers with it
    } else if (took.compareTo(limit) > 0) {
      end(new Outcome.Slow(took, limit));
    } else {
      end(new Outcome.Good(took));
    }
  }

  private void end(Outcome outcome) {
    if (over) {
      return;
    }
    over = true;
    letGo();
    var evidence = new Evidence(status, watch.phases(), remote, certificateEnds, version);
    answer.complete(new Answer(outcome, evidence));
  }

  private static String version(HttpVersion spoken) {
    return spoken.majorVersion() + "." + spoken.minorVersion();
  }

  private void letGo() {
    deadline.cancel();
    if (approach != null) {
      approach.abandon();
    }
    if (exchange != null) {
      exchange.closeNow();
    }
  }
}
