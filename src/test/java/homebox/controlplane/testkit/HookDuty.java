package homebox.controlplane.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What Slack, Discord, ntfy or some program does when nothing is wrong with it. */
public abstract class HookDuty {
  /** The path of Slack's webhook; its last part is the secret. */
  public static final String SLACK = "/services/T0AAAAAAA/B0BBBBBBB/theSecretOfSlack1234";

  /** The path of Discord's; likewise. */
  public static final String DISCORD = "/api/webhooks/112233445566/theSecretOfDiscord_12-34";

  /** The topic of ntfy. */
  public static final String TOPIC = "my-home";

  /** What may write into it. */
  public static final String TOKEN = "tk_theSecretOfNtfy12345";

  /** The path of a program. */
  public static final String PROGRAM = "/hooks/theSecretOfTheHook";

  /** An answer; {@code taken}: the message has arrived. */
  public record Reply(int status, String headers, String type, String body, boolean taken) {
    static Reply json(int status, JsonObject json) {
      return new Reply(status, "", "application/json", json.encode(), status == 200);
    }

    static Reply text(int status, String body) {
      return new Reply(status, "", "text/plain", body, status == 200);
    }

    Reply untaken() {
      return new Reply(status, headers, type, body, false);
    }
  }

  private final List<String> violations = new ArrayList<>();
  private final Deque<Long> sent = new ArrayDeque<>();

  /** Does what is asked, and gives the answer. */
  abstract Reply take(TelegramCall call);

  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Slack's: one a second, bursts of three. */
  public static HookDuty slack() {
    return new Slack();
  }

  /** Discord's: five in two seconds, thirty a minute. */
  public static HookDuty discord() {
    return new Discord();
  }

  /** An ntfy server with one topic, whose token is {@link #TOKEN}: sixty at once. */
  public static HookDuty ntfy() {
    return new Ntfy();
  }

  /** A program that takes whatever comes. */
  public static HookDuty program() {
    return new Program();
  }

  Reply broken(String rule, Reply reply) {
    violations.add(rule);
    return reply.untaken();
  }

  /** Counts a message. */
  void count() {
    sent.addLast(now());
  }

  /** Whether the last one was one too many. */
  boolean tooMany(int most, int millis) {
    return sent.stream().filter(at -> now() - at < millis).count() > most;
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private static final class Slack extends HookDuty {
    @Override
    Reply take(TelegramCall call) {
      if (!call.path().equals(SLACK)) {
        return broken("address", Reply.text(404, "no_service"));
      }
      if (!call.verb().equals("POST") || call.body().getString("text", "").isBlank()) {
        return broken("form", Reply.text(400, "invalid_payload"));
      }
      if (call.body().getString("text").length() > 40_000) {
        return broken("length", Reply.text(400, "msg_too_long"));
      }
      count();
      if (tooMany(3, 1_000) || tooMany(20, 10_000)) {
        return broken(
            "rate", new Reply(429, "Retry-After: 1\r\n", "text/plain", "rate_limited", false));
      }
      return Reply.text(200, "ok");
    }
  }

  private static final class Discord extends HookDuty {
    private long id = 1_000_000_000_000_000_000L;

    @Override
    Reply take(TelegramCall call) {
      if (!call.path().split("[?]")[0].equals(DISCORD)) {
        return broken(
            "address",
            Reply.json(
                404, new JsonObject().put("message", "Unknown Webhook").put("code", 10_015)));
      }
      if (call.verb().equals("GET")) {
        return Reply.json(200, new JsonObject().put("type", 1).put("id", "112233445566")).untaken();
      }
      Optional<String> wrong = form(call.body());
      if (wrong.isPresent()) {
        return broken(
            wrong.get(),
            Reply.json(
                400, new JsonObject().put("message", "Invalid Form Body").put("code", 50_035)));
      }
      count();
      if (tooMany(5, 2_000) || tooMany(30, 60_000)) {
        return broken(
            "rate",
            Reply.json(
                429,
                new JsonObject()
                    .put("message", "You are being rate limited.")
                    .put("retry_after", 0.75)
                    .put("global", false)));
      }
      return call.path().contains("wait=true")
          ? Reply.json(200, new JsonObject().put("id", String.valueOf(++id)))
          : new Reply(204, "", "text/plain", "", true);
    }

    private static Optional<String> form(JsonObject body) {
      String content = body.getString("content", "");
      if (content.isBlank() || content.codePointCount(0, content.length()) > 2_000) {
        return Optional.of("length");
      }
      JsonObject mentions = body.getJsonObject("allowed_mentions", new JsonObject());
      return new JsonArray().equals(mentions.getJsonArray("parse"))
          ? Optional.empty()
          : Optional.of("mentions");
    }
  }

  private static final class Ntfy extends HookDuty {
    private int id;

    @Override
    Reply take(TelegramCall call) {
      if (call.path().equals("/v1/health")) {
        return Reply.json(200, new JsonObject().put("healthy", true)).untaken();
      }
      if (!call.path().equals("/") || !call.verb().equals("POST")) {
        return broken("address", error(404, 40_401, "page not found"));
      }
      String token = call.header("Authorization");
      if (!token.equals("Bearer " + TOKEN)) {
        return broken(
            "token",
            token.isEmpty() ? error(403, 40_301, "forbidden") : error(401, 40_101, "unauthorized"));
      }
      if (!TOPIC.equals(call.body().getString("topic"))) {
        return broken("topic", error(403, 40_301, "forbidden"));
      }
      if (call.body().getString("message", "").getBytes(StandardCharsets.UTF_8).length > 4_096) {
        return broken("length", error(413, 41_301, "entity too large"));
      }
      count();
      if (tooMany(60, 300_000)) {
        return broken("rate", error(429, 42_901, "limit reached: too many requests"));
      }
      return Reply.json(
          200,
          new JsonObject().put("id", "msg" + ++id).put("event", "message").put("topic", TOPIC));
    }

    private static Reply error(int status, int code, String words) {
      return Reply.json(
          status, new JsonObject().put("code", code).put("http", status).put("error", words));
    }
  }

  private static final class Program extends HookDuty {
    @Override
    Reply take(TelegramCall call) {
      return call.path().equals(PROGRAM)
          ? Reply.text(200, "")
          : broken("address", Reply.text(404, "not here"));
    }
  }
}
