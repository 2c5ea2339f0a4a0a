package homebox.controlplane.history;

import homebox.controlplane.config.Standpoint;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.Sql;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Has the database give a number to the services, sentences and askers of a batch that have none
 * yet; several may be on their way at once.
 */
final class Newcomers {
  private static final String SENTENCE = Sql.named(Newcomers.class, "insert-text");
  private static final String SENTENCES = Sql.named(Newcomers.class, "select-text-numbers");
  private static final String SERVICE = Sql.named(Newcomers.class, "insert-stranger");
  private static final String SERVICES = Sql.named(Newcomers.class, "select-service-numbers");

  private final Set<String> services = new LinkedHashSet<>();
  private final Set<String> sentences = new LinkedHashSet<>();
  private final Set<Standpoint> askers = new LinkedHashSet<>();
  private final Catalog catalog;

  private Newcomers(Batch batch, Catalog catalog) {
    this.catalog = catalog;
    for (CheckRow row : batch.rows()) {
      if (catalog.service(row.service()) == null) {
        services.add(row.service());
      }
      if (row.error() != null) {
        look(catalog.kept(row.error(), sentences.size()));
      }
      if (row.by() != null && catalog.place(row.by()) == null) {
        askers.add(row.by());
      }
    }
  }

  private void look(String sentence) {
    if (catalog.sentence(sentence) == null) {
      sentences.add(sentence);
    }
  }

  /**
   * Every service, sentence and asker of {@code batch} has a number in {@code catalog} afterwards.
   */
  static Future<Void> admit(Batch batch, Catalog catalog, Database database) {
    var newcomers = new Newcomers(batch, catalog);
    return newcomers.isEmpty() ? Future.succeededFuture() : newcomers.admit(database);
  }

  private boolean isEmpty() {
    return services.isEmpty() && sentences.isEmpty() && askers.isEmpty();
  }

  private Future<Void> admit(Database database) {
    return database
        .writer()
        .submit(Lane.ORDINARY, catalog.generation(), this::write)
        .map(this::learn);
  }

  private record Found(
      Map<String, Integer> services,
      Map<String, Integer> sentences,
      Map<Standpoint, Integer> askers) {}

  private Future<Found> write(SqlConnection connection) {
    List<Tuple> strangers = services.stream().map(id -> Tuple.of(id, id)).toList();
    List<Tuple> texts = sentences.stream().map(text -> Tuple.of(text)).toList();
    return Batch.insert(connection, SERVICE, strangers)
        .compose(done -> Batch.insert(connection, SENTENCE, texts))
        .compose(done -> Askers.add(connection, askers))
        .compose(done -> serviceNumbers(connection, List.copyOf(services)))
        .compose(
            known ->
                numbers(connection, SENTENCES, List.copyOf(sentences))
                    .compose(found -> askers(connection).map(all -> new Found(known, found, all))));
  }

  /** All of them, where one is new: they are few. */
  private Future<Map<Standpoint, Integer>> askers(SqlConnection connection) {
    return askers.isEmpty() ? Future.succeededFuture(Map.of()) : Askers.numbers(connection);
  }

  /** By id, of those that are in the database. */
  static Future<Map<String, Integer>> serviceNumbers(SqlConnection connection, List<String> ids) {
    return numbers(connection, SERVICES, ids);
  }

  private static Future<Map<String, Integer>> numbers(
      SqlConnection connection, String question, List<String> of) {
    return connection
        .preparedQuery(question)
        .execute(Tuple.of(new JsonArray(of).encode()))
        .map(
            rows -> {
              var numbers = new HashMap<String, Integer>();
              rows.forEach(row -> numbers.put(of.get(row.getInteger(0)), row.getInteger(1)));
              return numbers;
            });
  }

  private Void learn(Found found) {
    found.services().forEach(catalog::service);
    found.sentences().forEach(catalog::sentence);
    found.askers().forEach(catalog::place);
    return null;
  }
}
