package homebox.controlplane.web;

import homebox.controlplane.config.Addition;
import homebox.controlplane.config.Addition.Kind;
import homebox.controlplane.config.Edit;
import homebox.controlplane.config.Edited;
import homebox.controlplane.config.Editor;
import homebox.controlplane.config.Inventory;
import homebox.controlplane.config.Inventory.Item;
import homebox.controlplane.config.PageSight;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Services and channels as they are written, and those of the page added, changed and removed, for
 * who is logged in.
 */
final class SettingsApi {
  private static final String PATH = "/api/v1/settings";
  private static final String CURSOR = "(file|page):[a-z0-9-]{1,64}";
  private static final String NONE = "There is none of this name; " + PATH + " lists them all.";
  private static final String NOT_YET = "What was added in the page is not known yet.";
  private static final String NO_VERSION =
      "Say which version was looked at: send its ETag as If-Match, or If-Match: * for any.";

  private final Editor editor;
  private final Entrance entrance;
  private final SettingsForm form;

  SettingsApi(Editor editor, Entrance entrance, ServiceView view) {
    this.editor = editor;
    this.entrance = entrance;
    this.form = new SettingsForm(view);
  }

  void mount(Router router, Changing changing) {
    Reading.at(router, PATH).handler(ctx -> look(ctx, () -> list(ctx)));
    for (Kind kind : Kind.values()) {
      String noun = "/" + kind.list();
      String one = noun + (kind == Kind.SERVICE ? "/:id" : "/:name");
      Reading.at(router, PATH + one).handler(ctx -> look(ctx, () -> one(ctx, kind)));
      changing.at(
          router,
          HttpMethod.POST,
          "/api/v1" + noun,
          (ctx, who, body) -> edit(ctx, Edit.add(kind, body, who.name())));
      changing.at(
          router,
          HttpMethod.PUT,
          "/api/v1" + one,
          (ctx, who, body) ->
              version(ctx)
                  .ifPresent(
                      seen -> edit(ctx, Edit.change(kind, id(ctx), body, seen.is(), who.name()))));
      changing.at(
          router,
          HttpMethod.DELETE,
          "/api/v1" + one,
          (ctx, who, body) ->
              version(ctx)
                  .ifPresent(seen -> edit(ctx, Edit.remove(kind, id(ctx), seen.is(), who.name()))));
    }
  }

  private static String id(RoutingContext ctx) {
    return Optional.ofNullable(ctx.pathParam("id")).orElseGet(() -> ctx.pathParam("name"));
  }

  private void look(RoutingContext ctx, Runnable work) {
    if (Actor.of(ctx).isEmpty()) {
      entrance.refuseChange(ctx);
    } else {
      work.run();
    }
  }

  private void list(RoutingContext ctx) {
    PageSight sight = editor.page(); // before it is looked: who joins meanwhile is not missed
    Paging.of(ctx, CURSOR)
        .ifPresent(
            paging ->
                editor
                    .inventory()
                    .onSuccess(
                        all ->
                            Answer.of(
                                ctx, page(ctx, all, paging).put("page", SettingsForm.sight(sight))))
                    .onFailure(cause -> Answer.away(ctx, cause)));
  }

  private JsonObject page(RoutingContext ctx, Inventory all, Paging paging) {
    String text = ctx.queryParam("q").stream().findFirst().orElse("").strip();
    List<Item> wanted =
        all.services().stream().filter(item -> SettingsForm.speaksOf(item, lower(text))).toList();
    int from = paging.after().map(after -> behind(wanted, after)).orElse(0);
    List<Item> found = wanted.subList(from, Math.min(from + paging.rows(), wanted.size()));
    return paging
        .page("services", found, item -> form.of(item, all.file()), SettingsForm::cursor)
        .put("file", all.file().orElse(null))
        .put("total", wanted.size())
        .put("channels", Paging.array(all.channels(), item -> form.of(item, all.file())));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** One that is gone meanwhile was the last. */
  private static int behind(List<Item> items, String cursor) {
    for (int i = 0; i < items.size(); i++) {
      if (SettingsForm.cursor(items.get(i)).equals(cursor)) {
        return i + 1;
      }
    }
    return items.size();
  }

  private void one(RoutingContext ctx, Kind kind) {
    PageSight sight = editor.page();
    editor
        .inventory()
        .onSuccess(
            all ->
                all.find(kind, id(ctx))
                    .ifPresentOrElse(
                        item -> answer(ctx, 200, item, all), () -> missing(ctx, sight)))
        .onFailure(cause -> Answer.away(ctx, cause));
  }

  /** Nobody knows that there is none while those of the page are not known. */
  private static void missing(RoutingContext ctx, PageSight sight) {
    if (sight.known()) {
      Problem.send(ctx, 404, NONE);
    } else {
      ctx.response().putHeader("Retry-After", "10");
      Problem.send(ctx, 503, NOT_YET + sight.why().map(why -> " " + why + ".").orElse(""));
    }
  }

  /** With the version as its tag, for who goes on to change it. */
  private void answer(RoutingContext ctx, int status, Item item, Inventory all) {
    item.added().ifPresent(entry -> ctx.response().putHeader("ETag", tag(entry)));
    Answer.now(ctx, status, form.of(item, all.file()));
  }

  private static String tag(Addition entry) {
    return "\"" + entry.version() + "\"";
  }

  /** Which version is meant; empty: any. */
  private record Seen(Optional<Long> is) {}

  /** Empty, and answered, where none was sent. */
  private static Optional<Seen> version(RoutingContext ctx) {
    String sent = Optional.ofNullable(ctx.request().getHeader("If-Match")).orElse("").strip();
    if (sent.equals("*")) {
      return Optional.of(new Seen(Optional.empty()));
    }
    if (sent.isEmpty()) {
      Problem.send(ctx, 428, NO_VERSION);
      return Optional.empty();
    }
    boolean ours = sent.matches("\"[0-9]{1,18}\"");
    return Optional.of(
        new Seen(Optional.of(ours ? Long.parseLong(sent.substring(1, sent.length() - 1)) : -1)));
  }

  private void edit(RoutingContext ctx, Edit edit) {
    editor
        .edit(edit)
        .onSuccess(edited -> answer(ctx, edit, edited))
        .onFailure(cause -> Answer.away(ctx, cause));
  }

  private void answer(RoutingContext ctx, Edit edit, Edited edited) {
    if (edited instanceof Edited.Done done) {
      done(ctx, edit, done.entry());
    } else if (edited instanceof Edited.Wrong wrong) {
      Problem.send(ctx, 400, SettingsForm.WRONG, SettingsForm.faults(wrong.faults()));
    } else if (edited instanceof Edited.Needed needed) {
      Problem.send(ctx, 409, SettingsForm.NEEDED, SettingsForm.faults(needed.faults()));
    } else if (edited instanceof Edited.OfFile ofFile) {
      Problem.send(ctx, 409, SettingsForm.ofFile(ofFile.file()), SettingsForm.file(ofFile.file()));
    } else if (edited instanceof Edited.Stale stale) {
      Problem.send(ctx, 412, form.stale(stale.now()), form.who(stale.now()));
    } else {
      Problem.send(ctx, 404, NONE);
    }
  }

  private void done(RoutingContext ctx, Edit edit, Addition entry) {
    if (edit.entry().isEmpty()) {
      ctx.response().setStatusCode(204).end();
      return;
    }
    boolean isNew = edit.id().isEmpty();
    if (isNew) {
      ctx.response().putHeader("Location", SettingsForm.place(entry));
    }
    editor
        .inventory()
        .onSuccess(
            all ->
                all.find(entry.kind(), entry.id())
                    .ifPresentOrElse(
                        item -> answer(ctx, isNew ? 201 : 200, item, all),
                        () -> Problem.send(ctx, 404, NONE)))
        .onFailure(cause -> Answer.away(ctx, cause));
  }
}
