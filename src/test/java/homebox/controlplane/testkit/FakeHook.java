package homebox.controlplane.testkit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Somebody who takes messages over HTTP, on a port of its own: answers as its {@link HookDuty}
 * documents, and puts faults in by script. May be used from any thread.
 */
public final class FakeHook implements AutoCloseable {
  /** What is done in place of its duty. */
  @FunctionalInterface
  public interface Fault {
    /** Treats one request that was read. */
    void apply(TelegramCall call) throws IOException, InterruptedException;
  }

  /** Any answer; each header with its CRLF. */
  public static Fault answer(int status, String headers, String body) {
    return call -> call.answer(status, headers, "text/plain", body);
  }

  /** Says nothing. */
  public static Fault hang() {
    return TelegramCall::hang;
  }

  /** Breaks the connection. */
  public static Fault drop() {
    return TelegramCall::reset;
  }

  private final HostileServer server;
  private final HookDuty duty;
  private final List<TelegramCall> calls = new ArrayList<>();
  private final List<TelegramCall> taken = new ArrayList<>();
  private final Deque<Fault> script = new ArrayDeque<>();
  private Optional<Fault> always = Optional.empty();

  /** Starts on a free port. */
  public FakeHook(HookDuty duty) {
    this.duty = duty;
    this.server =
        HostileServer.plain(
            socket -> {
              socket.setTcpNoDelay(true);
              treat(new TelegramCall(socket));
            });
  }

  /** Its address with that path. */
  public String url(String path) {
    return server.url(path);
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  /** How many connections it still holds. */
  public int open() {
    return server.open();
  }

  /** How many connections came. */
  public int accepted() {
    return server.accepted();
  }

  /** The next requests are treated so, one after the other; then its duty again. */
  public synchronized void script(Fault... faults) {
    script.addAll(List.of(faults));
  }

  /** Every request is treated so (after the script) until {@link #heal()}. */
  public synchronized void always(Fault fault) {
    always = Optional.of(fault);
  }

  /** Takes script and fault back. */
  public synchronized void heal() {
    script.clear();
    always = Optional.empty();
  }

  /** Every request that was read, in order. */
  public synchronized List<TelegramCall> calls() {
    return List.copyOf(calls);
  }

  /** The messages that it has taken. */
  public synchronized List<TelegramCall> taken() {
    return List.copyOf(taken);
  }

  /** The bodies of those, as JSON. */
  public List<JsonObject> bodies() {
    return taken().stream().map(TelegramCall::body).toList();
  }

  /** The rules that were broken. */
  public synchronized List<String> violations() {
    return duty.violations();
  }

  /** Waits for so many messages. */
  public List<JsonObject> awaitTaken(int count, Duration atMost) {
    await(count + " messages", atMost, () -> taken().size() >= count);
    return bodies();
  }

  /** Waits for something. */
  public void await(String what, Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what + "; there came " + bodies());
      }
      breathe();
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private void treat(TelegramCall call) throws IOException, InterruptedException {
    call.read();
    Optional<Fault> fault = note(call);
    if (fault.isPresent()) {
      fault.get().apply(call);
    } else {
      HookDuty.Reply reply = take(call);
      call.answer(reply.status(), reply.headers(), reply.type(), reply.body());
    }
  }

  private synchronized Optional<Fault> note(TelegramCall call) {
    calls.add(call);
    return Optional.ofNullable(script.poll()).or(() -> always);
  }

  private synchronized HookDuty.Reply take(TelegramCall call) {
    HookDuty.Reply reply = duty.take(call);
    if (reply.taken()) {
      taken.add(call);
    }
    return reply;
  }

  /** Between two looks there is nothing to wait on but time. */
  private static void breathe() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
