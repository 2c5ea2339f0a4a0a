package homebox.controlplane.web;

import homebox.controlplane.web.Sessions.Opened;
import homebox.controlplane.web.Sessions.Session;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Logging in on the page: the password opens a session, whose key is a cookie that no script reads
 * and no other site sends.
 */
final class Login {
  static final String COOKIE = "cp_session";

  /** For everybody, also where reading asks for a login. */
  static final String PATH = "/api/v1/login";

  private final Entrance entrance;
  private final Sessions sessions;

  Login(Entrance entrance, Sessions sessions) {
    this.entrance = entrance;
    this.sessions = sessions;
  }

  void mount(Router router, Changing changing) {
    changing.open(router, HttpMethod.POST, PATH, this::login);
    changing.at(router, HttpMethod.POST, "/api/v1/logout", (ctx, who, body) -> logout(ctx));
    Reading.at(router, "/api/v1/session").handler(Login::session);
  }

  /** The session whose key came with the request. */
  static Optional<Session> of(RoutingContext ctx, Sessions sessions) {
    return key(ctx).flatMap(sessions::find);
  }

  private static Optional<String> key(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getCookie(COOKIE)).map(Cookie::getValue);
  }

  private void login(RoutingContext ctx, JsonObject body) {
    if (!(body.getValue("password") instanceof String password)) {
      Problem.send(ctx, 400, "Send {\"password\": \"…\"}.");
    } else {
      entrance.check(ctx, password, () -> open(ctx));
    }
  }

  private void open(RoutingContext ctx) {
    key(ctx).ifPresent(sessions::end);
    Opened opened = sessions.open();
    ctx.response().addCookie(cookie(opened.key(), entrance.secure(ctx)));
    Answer.now(ctx, 200, new JsonObject().put("csrf", opened.session().csrf()));
  }

  private void logout(RoutingContext ctx) {
    key(ctx).ifPresent(sessions::end);
    ctx.response().addCookie(cookie("", entrance.secure(ctx)).setMaxAge(0));
    Answer.now(ctx, 200, new JsonObject());
  }

  /** Who one is, for a page that was loaded anew. */
  private static void session(RoutingContext ctx) {
    Optional<Actor> who = Actor.of(ctx);
    Answer.now(
        ctx,
        200,
        new JsonObject()
            .put("user", who.map(Actor::name).orElse(null))
            .put("csrf", who.flatMap(Actor::csrf).orElse(null)));
  }

  private static Cookie cookie(String key, boolean secure) {
    return Cookie.cookie(COOKIE, key)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.STRICT)
        .setMaxAge(Sessions.LIFE.toSeconds());
  }
}
