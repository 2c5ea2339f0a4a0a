package homebox.controlplane.notify.telegram;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Proxy;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.http.OtherSide;
import homebox.controlplane.notify.http.Question;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the Bot API is, as whom we come, and through what. The token stands in its addresses. */
record Endpoint(HttpUrl api, Secret token, Optional<Proxy> proxy) {
  private static final Pattern TOKEN = Pattern.compile("bot[0-9]+:[A-Za-z0-9_-]+");

  static Endpoint of(Settings.Telegram settings) {
    return new Endpoint(settings.api(), settings.token().orElseThrow(), settings.proxy());
  }

  /** The path of a method; whoever shows it shows the token. */
  String path(String method) {
    String base = api.pathAndQuery().replaceFirst("[?].*", "").replaceFirst("/+$", "");
    return base + "/bot" + token.reveal() + "/" + method;
  }

  /** Who is asked. */
  OtherSide side() {
    return new OtherSide(
        "Telegram", OtherSide.HTTP, api.host(), api.port(), api.secure(), proxy, List.of(token));
  }

  /** A question to a method of the Bot API. */
  Question question(String method, JsonObject body) {
    return Question.post(path(method), body).loggedInTo(api);
  }

  /** How the other side is named in a sentence. */
  String there() {
    return side().there();
  }

  /** Foreign words, fit for a sentence: without our token, and without any other. */
  String clean(String foreign) {
    return side().clean(TOKEN.matcher(foreign).replaceAll("bot***"));
  }
}
