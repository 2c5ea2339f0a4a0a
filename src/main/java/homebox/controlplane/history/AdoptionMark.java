package homebox.controlplane.history;

import homebox.controlplane.history.adoption.Flaw;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How far the adoption has come. It is written with what it stands for, in one transaction.
 *
 * @param place of the last row that was read; in the second stage the number of the last service
 *     that is done
 * @param kept rows that are checks now
 * @param services that they are of, as far as the second stage has come
 * @param incidents that were made of them
 * @param flaws rows that could not be read
 * @param firstFlaw the place of the first of them
 */
record AdoptionMark(
    Stage stage,
    long place,
    long kept,
    int services,
    long incidents,
    Map<Flaw, Long> flaws,
    OptionalLong firstFlaw) {
  static final AdoptionMark START =
      new AdoptionMark(Stage.ROWS, 0, 0, 0, 0, Map.of(), OptionalLong.empty());

  /** What is done one after the other. */
  enum Stage {
    ROWS,
    INCIDENTS,
    DONE
  }

  AdoptionMark {
    flaws = Map.copyOf(flaws);
  }

  /** Rows until there were read. */
  AdoptionMark at(long last, long rows) {
    return new AdoptionMark(stage, last, kept + rows, services, incidents, flaws, firstFlaw);
  }

  /** Some more that could not be. */
  AdoptionMark flawed(Map<Flaw, Integer> more, OptionalLong first) {
    var all = new EnumMap<Flaw, Long>(Flaw.class);
    all.putAll(flaws);
    more.forEach((flaw, count) -> all.merge(flaw, (long) count, Long::sum));
    return new AdoptionMark(
        stage, place, kept, services, incidents, all, firstFlaw.isPresent() ? firstFlaw : first);
  }

  /** A service is done, with so many incidents. */
  AdoptionMark service(int number, long made) {
    return new AdoptionMark(stage, number, kept, services + 1, incidents + made, flaws, firstFlaw);
  }

  AdoptionMark begin(Stage next) {
    return new AdoptionMark(next, 0, kept, services, incidents, flaws, firstFlaw);
  }

  long unread() {
    return flaws.values().stream().mapToLong(count -> count).sum();
  }

  static AdoptionMark of(JsonObject json) {
    var flaws = new EnumMap<Flaw, Long>(Flaw.class);
    JsonObject counts = json.getJsonObject("flaws");
    for (Flaw flaw : Flaw.values()) {
      if (counts.containsKey(flaw.name())) {
        flaws.put(flaw, counts.getLong(flaw.name()));
      }
    }
    Long first = json.getLong("first_flaw");
    return new AdoptionMark(
        Stage.valueOf(json.getString("stage")),
        json.getLong("place"),
        json.getLong("kept"),
        json.getInteger("services"),
        json.getLong("incidents"),
        flaws,
        first == null ? OptionalLong.empty() : OptionalLong.of(first));
  }

  JsonObject toJson() {
    var counts = new JsonObject();
    flaws.forEach((flaw, count) -> counts.put(flaw.name(), count));
    var json =
        new JsonObject()
            .put("stage", stage.name())
            .put("place", place)
            .put("kept", kept)
            .put("services", services)
            .put("incidents", incidents)
            .put("flaws", counts);
    firstFlaw.ifPresent(row -> json.put("first_flaw", row));
    return json;
  }
}
