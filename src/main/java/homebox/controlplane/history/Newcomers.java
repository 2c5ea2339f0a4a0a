package homebox.controlplane.history;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gives a number to the services and sentences of a batch that have none yet. */
final class Newcomers {
  private static final String SENTENCE =
      "INSERT INTO error_text (number, sentence) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String SERVICE =
      "INSERT INTO service (number, id, name, group_name, kind, url, origin)"
          + " VALUES (?, ?, ?, '', '', '', 'unknown') ON CONFLICT DO NOTHING";

  private final Set<String> services = new LinkedHashSet<>();
  private final Set<String> sentences = new LinkedHashSet<>();
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
    }
  }

  private void look(String sentence) {
    if (catalog.sentence(sentence) == null) {
      sentences.add(sentence);
    }
  }

  /** Every service and sentence of {@code batch} has a number in {@code catalog} afterwards. */
  static Future<Void> admit(Batch batch, Catalog catalog, Database database) {
    var newcomers = new Newcomers(batch, catalog);
    boolean none = newcomers.services.isEmpty() && newcomers.sentences.isEmpty();
    return none ? Future.succeededFuture() : newcomers.admit(database);
  }

  private Future<Void> admit(Database database) {
    var serviceRows = new ArrayList<Tuple>();
    for (String id : services) {
      serviceRows.add(Tuple.of(catalog.nextService(serviceRows.size() + 1), id, id));
    }
    var sentenceRows = new ArrayList<Tuple>();
    for (String text : sentences) {
      sentenceRows.add(Tuple.of(catalog.nextSentence(sentenceRows.size() + 1), text));
    }
    return database
        .writer()
        .submit(
            Lane.ORDINARY,
            catalog.generation(),
            connection ->
                Batch.insert(connection, SERVICE, serviceRows)
                    .compose(done -> Batch.insert(connection, SENTENCE, sentenceRows)))
        .onSuccess(done -> learn(serviceRows, sentenceRows));
  }

  private void learn(List<Tuple> serviceRows, List<Tuple> sentenceRows) {
    serviceRows.forEach(row -> catalog.service(row.getString(1), row.getInteger(0)));
    sentenceRows.forEach(row -> catalog.sentence(row.getString(1), row.getInteger(0)));
  }
}
