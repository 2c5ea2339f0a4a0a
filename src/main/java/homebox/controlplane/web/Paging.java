package homebox.controlplane.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which page of a list is asked for.
 *
 * @param limit 1 – 500
 * @param after the cursor: the {@code next} of the page before
 */
record Paging(int limit, Optional<String> after) {
  static final int MOST = 500;
  static final String NO_CURSOR =
      "after is the \"next\" of the page before; leave it out to begin.";
  private static final int USUAL = 100;

  /**
   * What the request asks for; empty, and answered, when it is no page.
   *
   * @param cursor what a cursor of this list looks like
   */
  static Optional<Paging> of(RoutingContext ctx, String cursor) {
    String text = ctx.queryParam("limit").stream().findFirst().orElse(String.valueOf(USUAL));
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    Optional<String> after =
        ctx.queryParam("after").stream().filter(given -> !given.isBlank()).findFirst();
    if (limit < 1 || limit > MOST) {
      Problem.send(ctx, 400, "limit is a number from 1 to " + MOST + ".");
      return Optional.empty();
    }
    if (after.filter(given -> !given.matches(cursor)).isPresent()) {
      Problem.send(ctx, 400, NO_CURSOR);
      return Optional.empty();
    }
    return Optional.of(new Paging(limit, after));
  }

  /** How many rows to read: one more tells whether there is another page. */
  int rows() {
    return limit + 1;
  }

  /** The rows of this page. */
  <T> List<T> shown(List<T> found) {
    return found.subList(0, Math.min(limit, found.size()));
  }

  /** {@code {"<noun>": […], "next": cursor | null}}. */
  <T> JsonObject page(
      String noun, List<T> found, Function<T, JsonObject> form, Function<T, String> cursor) {
    return new JsonObject().put(noun, array(shown(found), form)).put("next", next(found, cursor));
  }

  /** The cursor of the page behind these rows, or null if there is none. */
  <T> String next(List<T> found, Function<T, String> cursor) {
    return found.size() > limit ? cursor.apply(found.get(limit - 1)) : null;
  }

  static <T> JsonArray array(List<T> rows, Function<T, JsonObject> form) {
    var all = new JsonArray();
    rows.forEach(row -> all.add(form.apply(row)));
    return all;
  }
}
