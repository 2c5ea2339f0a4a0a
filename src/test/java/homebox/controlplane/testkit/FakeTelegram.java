package homebox.controlplane.testkit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The Bot API on a port of its own: answers as Telegram documents, holds whoever asks to its rules,
 * and puts faults in by script. Chat {@value #CHAT} (private) and {@value #GROUP} (a group) are
 * known. All of it may be used from any thread.
 */
public final class FakeTelegram implements AutoCloseable {
  /** A well-formed token. */
  public static final String TOKEN = "123456:AAtheSecretOfTheBot_-1234567890abcde";

  /** A private chat that the bot knows. */
  public static final String CHAT = "4242";

  /** A group that the bot knows; it has the topic 7. */
  public static final String GROUP = "-1001234567890";

  /** A message that has reached the chat. */
  public record Message(
      long id, String chat, String text, boolean silent, JsonObject body, Instant at) {}

  private final HostileServer server;
  private final TelegramDuty duty = new TelegramDuty();
  private final List<TelegramCall> calls = new ArrayList<>();
  private final Deque<TelegramFault> script = new ArrayDeque<>();
  private Optional<TelegramFault> always = Optional.empty();

  /** Starts on a free port. */
  public FakeTelegram() {
    this(0);
  }

  /** Starts there: after an absence, say. */
  public FakeTelegram(int port) {
    this("127.0.0.1", port);
  }

  /** Starts at another address of this machine: the one that containers reach, say. */
  public FakeTelegram(String address, int port) {
    server =
        HostileServer.on(
            address,
            port,
            socket -> {
              socket.setTcpNoDelay(true);
              treat(new TelegramCall(socket));
            });
  }

  /** For {@code telegram.api_url}. */
  public String url() {
    return server.url("");
  }

  /** What a process finds set that writes into {@link #CHAT} here; its page is on any port. */
  public Map<String, String> environment() {
    return Map.of(
        "WEB_PORT",
        "0",
        "LANG",
        "C.UTF-8",
        "TELEGRAM_BOT_TOKEN",
        TOKEN,
        "TELEGRAM_CHAT_ID",
        CHAT,
        "TELEGRAM_API_URL",
        url());
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  /** How many connections it still holds. */
  public int open() {
    return server.open();
  }

  /** The next requests are treated so, one after the other; then its duty again. */
  public synchronized void script(TelegramFault... faults) {
    script.addAll(List.of(faults));
  }

  /** Every request is treated so (after the script) until {@link #heal()}. */
  public synchronized void always(TelegramFault fault) {
    always = Optional.of(fault);
  }

  /** Takes script and fault back. */
  public synchronized void heal() {
    script.clear();
    always = Optional.empty();
  }

  /** Adds a chat. */
  public synchronized void know(String chat) {
    duty.chats.add(chat);
  }

  /** What {@code getUpdates} gives. */
  public synchronized void update(JsonObject update) {
    duty.updates.add(update);
  }

  /** All that has reached a chat, in order; what was answered with a fault after it, too. */
  public synchronized List<Message> messages() {
    return List.copyOf(duty.messages);
  }

  /** The rules that were broken. */
  public synchronized List<String> violations() {
    return List.copyOf(duty.violations);
  }

  /** Every request that was read, in order. */
  public synchronized List<TelegramCall> calls() {
    return List.copyOf(calls);
  }

  /** Waits for so many messages. */
  public List<Message> awaitMessages(int count, Duration atMost) {
    await(count + " messages", atMost, () -> messages().size() >= count);
    return messages();
  }

  /** Waits for something. */
  public void await(String what, Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what + "; there came " + messages());
      }
      breathe();
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private void treat(TelegramCall call) throws IOException, InterruptedException {
    TelegramFault fault = next();
    if (!fault.deaf()) {
      call.read();
      note(call);
    }
    fault.apply(this, call);
  }

  private synchronized TelegramFault next() {
    TelegramFault scripted = script.poll();
    return scripted != null ? scripted : always.orElse(TelegramFault.none());
  }

  private synchronized void note(TelegramCall call) {
    calls.add(call);
    long early = duty.rules.early(call.chat(), TelegramDuty.now());
    if (early > 0 && call.method().equals("sendMessage")) {
      duty.violations.add("asked again " + early + " ms before the end of retry_after");
    }
  }

  /** Does its duty. */
  void serve(TelegramCall call) throws IOException {
    JsonObject answer = take(call);
    int status = answer.getBoolean("ok") ? 200 : answer.getInteger("error_code");
    JsonObject parameters = answer.getJsonObject("parameters", new JsonObject());
    String header =
        parameters.containsKey("retry_after")
            ? "Retry-After: " + parameters.getInteger("retry_after") + "\r\n"
            : "";
    call.answer(status, header, "application/json", answer.encode());
  }

  /** 429, and whoever asks before the time is over breaks a rule. */
  void freeze(TelegramCall call, int seconds) throws IOException {
    synchronized (this) {
      duty.rules.freeze(call.chat(), TelegramDuty.now(), seconds);
    }
    call.answer(
        429,
        "Retry-After: " + seconds + "\r\n",
        "application/json",
        TelegramDuty.tooMany(seconds).encode());
  }

  synchronized void migrate(String chat, long id) {
    duty.moved.put(chat, id);
    duty.chats.add(String.valueOf(id));
  }

  /** Does what is asked, and gives the answer. */
  synchronized JsonObject take(TelegramCall call) {
    return duty.take(call);
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
