package homebox.controlplane.config;

import homebox.controlplane.config.Addition.Kind;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What somebody wants to add, change or remove in the page.
 *
 * @param id of which one; empty: a new one
 * @param entry what it shall say; empty: it shall go. Where it says {@code {"set": true}} for a
 *     value that is not shown, that stays as it is
 * @param version the one that was looked at; empty: whichever there is
 * @param by who wants it, as people will read it
 */
public record Edit(
    Kind kind, Optional<String> id, Optional<JsonObject> entry, Optional<Long> version, String by) {
  /** One more. */
  public static Edit add(Kind kind, JsonObject entry, String by) {
    return new Edit(kind, Optional.empty(), Optional.of(entry), Optional.empty(), by);
  }

  /** Another one in its place. */
  public static Edit change(
      Kind kind, String id, JsonObject entry, Optional<Long> version, String by) {
    return new Edit(kind, Optional.of(id), Optional.of(entry), version, by);
  }

  /** One less. */
  public static Edit remove(Kind kind, String id, Optional<Long> version, String by) {
    return new Edit(kind, Optional.of(id), Optional.empty(), version, by);
  }

  /** The entry may hold what no log should show. */
  @Override
  public String toString() {
    return "an edit of " + kind + " " + id.orElse("new") + " by " + by;
  }
}
