package homebox.controlplane.config;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/**
 * A service or a channel that somebody added in the page: what the file says of others, as JSON. It
 * is taken as it is written: {@code ${NAME}} is a text like any other here.
 *
 * @param id of a service its id, of a channel its name; empty while it has none yet
 * @param version grows with each change, and is never one again that it was
 * @param entry its keys, without {@code id}; it may hold secrets
 * @param by who changed it last
 * @param at when
 */
public record Addition(Kind kind, String id, long version, String entry, String by, Instant at) {
  /** How faults name what stands in no file. */
  public static final String SOURCE = "settings page";

  /** Of what. */
  public enum Kind {
    /** An item of {@code services}. */
    SERVICE("services"),
    /** An item of {@code channels}. */
    CHANNEL("channels");

    private final String list;

    Kind(String list) {
      this.list = list;
    }

    /** The key under which the file has such. */
    public String list() {
      return list;
    }
  }

  /** What it says; a copy. */
  public JsonObject json() {
    return new JsonObject(entry);
  }

  /** True unless it is a service that is not to be asked. */
  public boolean enabled() {
    String set = String.valueOf(json().getValue("enabled", true)).strip();
    return !set.matches("(?i)false|no|off");
  }

  /** As people call it: to say both it is read once, for there may be ten thousand. */
  Called called() {
    return called(json().getMap());
  }

  /** The same of what was read already. */
  Called called(Map<String, Object> read) {
    return new Called(
        read.get("group") instanceof String text ? text.strip() : "",
        read.get("name") instanceof String text ? text.strip() : id);
  }

  /**
   * How people call one.
   *
   * @param group empty: none
   */
  record Called(String group, String name) {}

  /** The same, which has its id now. */
  Addition withId(String now) {
    return new Addition(kind, now, version, entry, by, at);
  }

  /** Where its faults are told. */
  String place() {
    return kind.list() + "[" + (id.isEmpty() ? "new" : id) + "]";
  }

  boolean is(Kind other, String name) {
    return kind == other && id.equals(name);
  }

  /** Its entry may hold what no log should show. */
  @Override
  public String toString() {
    return place() + " of version " + version;
  }
}
