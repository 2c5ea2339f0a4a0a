package homebox.controlplane.notify.http;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param path with its query; it may be a secret, like the headers and the body
 * @param headers each on one line
 * @param body empty: there is none
 * @param mostAnswer how many bytes the answer may have
 */
public record Question(
    HttpMethod method, String path, Map<String, String> headers, Buffer body, int mostAnswer) {
  private static final int MOST_ANSWER = 64 * 1024;

  /** Copies the headers; their order stays. */
  public Question {
    headers = new LinkedHashMap<>(headers);
  }

  /** Reads something. */
  public static Question get(String path) {
    return new Question(HttpMethod.GET, path, Map.of(), Buffer.buffer(), MOST_ANSWER);
  }

  /** Hands over JSON. */
  public static Question post(String path, JsonObject body) {
    return new Question(
        HttpMethod.POST,
        path,
        Map.of("Content-Type", "application/json"),
        body.toBuffer(),
        MOST_ANSWER);
  }

  /** The same with one header more; one of that name is replaced. */
  public Question with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.keySet().removeIf(name::equalsIgnoreCase);
    more.put(name, value);
    return new Question(method, path, more, body, mostAnswer);
  }

  /** The same with a token. */
  public Question as(Optional<Secret> bearer) {
    return bearer.map(token -> with("Authorization", "Bearer " + token.reveal())).orElse(this);
  }

  /** The same with what its address asks to be logged in with. */
  public Question loggedInTo(HttpUrl url) {
    return url.userInfo()
        .map(login -> with("Authorization", "Basic " + basic(login.reveal())))
        .orElse(this);
  }

  /** The same, whose answer may be so long. */
  public Question answeredBy(int most) {
    return new Question(method, path, headers, body, most);
  }

  private static String basic(String login) {
    String whole = login.indexOf(':') < 0 ? login + ":" : login;
    return Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
  }

  /** What is asked is nobody's business. */
  @Override
  public String toString() {
    return "Question[" + method + ", …]";
  }
}
