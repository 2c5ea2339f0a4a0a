package homebox.controlplane.testkit;

import io.vertx.core.json.JsonArray;
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
  private final List<TelegramCall> botCalls = new ArrayList<>();
  private final Deque<TelegramFault> script = new ArrayDeque<>();
  private final Deque<TelegramFault> botScript = new ArrayDeque<>();
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

  /** The next requests of who listens are treated so: news, menus, presses, changed messages. */
  public synchronized void botScript(TelegramFault... faults) {
    botScript.addAll(List.of(faults));
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

  /** What {@code getUpdates} gives; the id that it has, or got. */
  public synchronized long update(JsonObject update) {
    return duty.news.add(update);
  }

  /** A person writes something there, now; the update's id. */
  public long write(String chat, JsonObject from, String text) {
    return update(
        new JsonObject()
            .put(
                "message",
                new JsonObject()
                    .put("message_id", 100_000 + System.nanoTime() % 100_000)
                    .put("from", from)
                    .put("chat", chat(chat))
                    .put("date", Instant.now().getEpochSecond())
                    .put("text", text)));
  }

  /** A person presses a button of a message there; the update's id. */
  public long press(String chat, JsonObject from, long message, String data) {
    JsonObject shown = new JsonObject().put("message_id", message).put("chat", chat(chat));
    messages().stream()
        .filter(each -> each.id() == message)
        .findFirst()
        .ifPresent(
            each ->
                shown
                    .put("text", each.text())
                    .put("entities", each.body().getJsonArray("entities"))
                    .put("date", each.at().getEpochSecond()));
    return update(
        new JsonObject()
            .put(
                "callback_query",
                new JsonObject()
                    .put("id", "q" + System.nanoTime())
                    .put("from", from)
                    .put("chat_instance", "1")
                    .put("message", shown)
                    .put("data", data)));
  }

  /** A person as Telegram describes one. */
  public static JsonObject person(long id, String name) {
    return new JsonObject()
        .put("id", id)
        .put("is_bot", false)
        .put("first_name", name)
        .put("username", name + "_" + id);
  }

  private static JsonObject chat(String chat) {
    return new JsonObject()
        .put("id", Long.valueOf(chat))
        .put("type", chat.startsWith("-") ? "supergroup" : "private");
  }

  /** The updates that were confirmed, in order. */
  public synchronized List<Long> confirmed() {
    return duty.news.confirmed();
  }

  /** Sets a webhook, which takes the news. */
  public synchronized void webhook() {
    duty.news.webhook(true);
  }

  /** What was answered to presses. */
  public synchronized List<JsonObject> toasts() {
    return List.copyOf(duty.toasts);
  }

  /** Every request of who listens that was read, in order. */
  public synchronized List<TelegramCall> botCalls() {
    return List.copyOf(botCalls);
  }

  /** All that has reached a chat, in order; what was answered with a fault after it, too. */
  public synchronized List<Message> messages() {
    return List.copyOf(duty.messages);
  }

  /** The rules that were broken. */
  public synchronized List<String> violations() {
    return List.copyOf(duty.violations);
  }

  /** Every request that was read, in order, but for those of who listens. */
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
    if (!next().deaf()) {
      call.read();
    }
    take(call.listens() ? botScript.poll() : poll(), call);
  }

  private void take(TelegramFault fault, TelegramCall call)
      throws IOException, InterruptedException {
    if (!call.method().isEmpty()) {
      note(call);
    }
    (fault == null ? TelegramFault.none() : fault).apply(this, call);
  }

  private synchronized TelegramFault next() {
    return script.isEmpty() ? always.orElse(TelegramFault.none()) : script.peek();
  }

  private synchronized TelegramFault poll() {
    TelegramFault scripted = script.poll();
    return scripted != null ? scripted : always.orElse(TelegramFault.none());
  }

  private synchronized void note(TelegramCall call) {
    (call.listens() ? botCalls : calls).add(call);
    long early = duty.rules.early(call.chat(), TelegramDuty.now());
    if (early > 0 && call.method().equals("sendMessage")) {
      duty.violations.add("asked again " + early + " ms before the end of retry_after");
    }
  }

  /** Does its duty. */
  void serve(TelegramCall call) throws IOException {
    JsonObject answer = call.waitsForNews() ? news(call) : take(call);
    int status = answer.getBoolean("ok") ? 200 : answer.getInteger("error_code");
    JsonObject parameters = answer.getJsonObject("parameters", new JsonObject());
    String header =
        parameters.containsKey("retry_after")
            ? "Retry-After: " + parameters.getInteger("retry_after") + "\r\n"
            : "";
    call.answer(status, header, "application/json", answer.encode());
  }

  private JsonObject news(TelegramCall call) throws IOException {
    int poll;
    synchronized (this) {
      poll = duty.news.begin();
    }
    long end = System.nanoTime() + call.body().getInteger("timeout") * 1_000_000_000L;
    while (System.nanoTime() < end && call.isThere()) {
      JsonObject answer;
      synchronized (this) {
        answer = duty.news(call, poll);
      }
      if (answer != null) {
        return answer;
      }
    }
    return TelegramDuty.ok(new JsonArray());
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
