package homebox.controlplane.alert;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What each of several hosts saw of a service, when it was about to count as DOWN. */
public record Votes(List<Vote> all) {
  /** Copies them. */
  public Votes {
    all = List.copyOf(all);
  }

  /** What a host saw. */
  public enum Saw {
    /** It failed. */
    DOWN,
    /** It answered as expected, fast or slow. */
    UP,
    /** The host has not said yet. */
    NOTHING,
    /** The host is offline itself: it does not count. */
    OFFLINE,
    /** The host's own file has another service under this id, or none: it does not count. */
    UNLIKE;

    private boolean counts() {
      return this != OFFLINE && this != UNLIKE;
    }
  }

  /**
   * One of them.
   *
   * @param node the host's name among the others
   * @param error why it failed there, in a sentence
   */
  public record Vote(String node, Optional<String> location, Saw saw, Optional<String> error) {
    private JsonObject json() {
      var json = new JsonObject().put("node", node).put("saw", saw.name());
      location.ifPresent(where -> json.put("location", where));
      error.ifPresent(why -> json.put("error", why));
      return json;
    }

    private static Vote of(JsonObject json) {
      return new Vote(
          json.getString("node"),
          Optional.ofNullable(json.getString("location")),
          Saw.valueOf(json.getString("saw")),
          Optional.ofNullable(json.getString("error")));
    }
  }

  /** How many saw it fail. */
  public int down() {
    return (int) all.stream().filter(vote -> vote.saw() == Saw.DOWN).count();
  }

  /** How many count. */
  public int of() {
    return (int) all.stream().filter(vote -> vote.saw().counts()).count();
  }

  /** More than half of those that count saw it fail (design.md §9). */
  public boolean majority() {
    return 2 * down() > of();
  }

  /** The names of those that saw it fail. */
  public List<String> accusers() {
    return all.stream().filter(vote -> vote.saw() == Saw.DOWN).map(Vote::node).toList();
  }

  /** As JSON: {@code down}, {@code of}, and {@code by} whom. */
  public JsonObject toJson() {
    var by = new JsonArray();
    all.forEach(vote -> by.add(vote.json()));
    return new JsonObject().put("down", down()).put("of", of()).put("by", by);
  }

  /** Back from JSON. */
  public static Votes of(JsonObject json) {
    return new Votes(
        json.getJsonArray("by").stream().map(JsonObject.class::cast).map(Vote::of).toList());
  }
}
