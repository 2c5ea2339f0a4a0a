package homebox.controlplane.testkit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;

/** What the {@link FakeTelegram} does in place of its duty. */
@FunctionalInterface
public interface TelegramFault {
  /** Treats one request. */
  void apply(FakeTelegram telegram, TelegramCall call) throws IOException, InterruptedException;

  /** Whether it treats the connection before a byte of the request was read. */
  default boolean deaf() {
    return false;
  }

  /** No fault: a place in a script. */
  static TelegramFault none() {
    return FakeTelegram::serve;
  }

  /** An error in Telegram's form. */
  static TelegramFault error(int code, String description) {
    return (telegram, call) -> call.answer(code, json(code, description));
  }

  /** 429 in every way at once, as Telegram says it; who asks again too early breaks a rule. */
  static TelegramFault tooMany(int seconds) {
    return (telegram, call) -> telegram.freeze(call, seconds);
  }

  /** 429 with the header alone. */
  static TelegramFault tooManyByHeader(int seconds) {
    return (telegram, call) ->
        call.answer(
            429,
            "Retry-After: " + seconds + "\r\n",
            "application/json",
            json(429, "Too Many Requests").encode());
  }

  /** The group has become a supergroup with this id, and stays so. */
  static TelegramFault migrate(long id) {
    return (telegram, call) -> {
      telegram.migrate(call.chat(), id);
      telegram.serve(call);
    };
  }

  /** An HTML page. */
  static TelegramFault page(int status) {
    return (telegram, call) ->
        call.answer(
            status,
            "",
            "text/html",
            "<html><body><h1>" + status + " nginx</h1>" + call.path() + "</body></html>");
  }

  /** Any body under any status. */
  static TelegramFault body(int status, String text) {
    return (telegram, call) -> call.answer(status, "", "application/json", text);
  }

  /** Something that is not HTTP. */
  static TelegramFault garbage() {
    return (telegram, call) -> call.write("SSH-2.0-OpenSSH_9.6 " + call.path() + "\r\n\r\n");
  }

  /** Takes the message and never says so. */
  static TelegramFault hang() {
    return (telegram, call) -> {
      telegram.take(call);
      call.hang();
    };
  }

  /** Takes the connection and does not read from it for so long; then it is broken. */
  static TelegramFault unheard(Duration length) {
    return new TelegramFault() {
      @Override
      public void apply(FakeTelegram telegram, TelegramCall call)
          throws IOException, InterruptedException {
        Thread.sleep(length.toMillis());
        call.reset();
      }

      @Override
      public boolean deaf() {
        return true;
      }
    };
  }

  /** Does its duty, and the test something before and something after the answer is written. */
  static TelegramFault between(Runnable before, Runnable after) {
    return (telegram, call) -> {
      before.run();
      telegram.serve(call);
      after.run();
    };
  }

  /** Closes the connection before it reads anything. */
  static TelegramFault dropUnread() {
    return new TelegramFault() {
      @Override
      public void apply(FakeTelegram telegram, TelegramCall call) throws IOException {
        call.reset();
      }

      @Override
      public boolean deaf() {
        return true;
      }
    };
  }

  /** Reads the request, and closes without having taken the message. */
  static TelegramFault drop() {
    return (telegram, call) -> call.reset();
  }

  /** Takes the message, and closes without saying so. */
  static TelegramFault dropTaken() {
    return (telegram, call) -> {
      telegram.take(call);
      call.reset();
    };
  }

  /** Takes the message and says so late. */
  static TelegramFault late(Duration by) {
    return (telegram, call) -> {
      JsonObject answer = telegram.take(call);
      Thread.sleep(by.toMillis());
      call.answer(200, answer);
    };
  }

  /** Takes the message, begins to answer and never ends. */
  static TelegramFault endless() {
    return (telegram, call) -> {
      telegram.take(call);
      call.write("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n{\"ok\":true,\"x\":\"");
      while (true) {
        Thread.sleep(50);
        call.write(".");
      }
    };
  }

  /** Takes the message and answers as fast as it can, without end. */
  static TelegramFault flood() {
    return (telegram, call) -> {
      telegram.take(call);
      call.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
      while (true) {
        call.write(" ".repeat(10_000));
      }
    };
  }

  /** Telegram's form of an error. */
  static JsonObject json(int code, String description) {
    return new JsonObject()
        .put("ok", false)
        .put("error_code", code)
        .put("description", description);
  }
}
