package homebox.controlplane.history;

import homebox.controlplane.config.Standpoint;
import java.util.HashMap;
import java.util.Map;

/**
 * What one opening of the database has numbers for: services and the sentences of failures. Belongs
 * to one context.
 */
final class Catalog {
  /** Different sentences that are kept; all further ones are kept as {@link #OTHER}. */
  static final int SENTENCES = 10_000;

  static final String OTHER = "Another failure (10,000 different ones are known already).";

  private final int generation;
  private final String databaseId;
  private final Map<String, Integer> services = new HashMap<>();
  private final Map<String, Integer> sentences = new HashMap<>();
  private final Map<Standpoint, Integer> places = new HashMap<>();

  Catalog(int generation, String databaseId) {
    this.generation = generation;
    this.databaseId = databaseId;
  }

  /** The opening that it was read from. */
  int generation() {
    return generation;
  }

  /** Tells this database from any other, also when it was restored from a copy. */
  String databaseId() {
    return databaseId;
  }

  void service(String id, int number) {
    services.put(id, number);
  }

  void sentence(String text, int number) {
    sentences.put(text, number);
  }

  void place(Standpoint by, int number) {
    places.put(by, number);
  }

  /** Null if it has none yet. */
  Integer service(String id) {
    return services.get(id);
  }

  /** Null if it has none yet; {@code text} is one that {@link #kept} has answered. */
  Integer sentence(String text) {
    return sentences.get(text);
  }

  /** Null if it has none yet. */
  Integer place(Standpoint by) {
    return places.get(by);
  }

  /** The sentence that stands for {@code text}, when {@code coming} new ones are on their way. */
  String kept(String text, int coming) {
    boolean room = sentences.size() + coming < SENTENCES;
    return room || sentences.containsKey(text) ? text : OTHER;
  }
}
