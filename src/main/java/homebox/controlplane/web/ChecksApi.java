package homebox.controlplane.web;

import homebox.controlplane.history.HistoryStore;
import homebox.controlplane.history.StoredCheck;
import homebox.controlplane.time.Pace;
import homebox.controlplane.web.CheckQuery.BadQuery;
import homebox.controlplane.web.CheckQuery.Format;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * {@code GET /api/v1/services/{id}/checks}: every check that is remembered, the newest first, in
 * pages or as one long answer.
 */
final class ChecksApi {
  /** Checks that are read at once for a long answer: some 10 ms, and 50 KB. */
  static final int PIECE = 500;

  private final HistoryStore history;
  private final ServiceTable table;
  private final Remembered remembered;
  private final ServiceView view;
  private final Outflow outflow;

  ChecksApi(HistoryStore history, ServiceTable table, ServiceView view, Pace pace) {
    this.history = history;
    this.table = table;
    this.remembered = new Remembered(table, history);
    this.view = view;
    this.outflow = new Outflow(pace);
  }

  void mount(Router router) {
    Reading.at(router, "/api/v1/services/:id/checks").handler(this::checks);
  }

  private void checks(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    Sight sight = Sight.of(ctx);
    try {
      CheckQuery query = CheckQuery.of(ctx, view.zone());
      remembered
          .knows(id, sight)
          .onSuccess(known -> answer(ctx, id, query, known))
          .onFailure(cause -> Answer.away(ctx, cause));
    } catch (BadQuery bad) {
      Problem.send(ctx, 400, bad.getMessage());
    }
  }

  private void answer(RoutingContext ctx, String id, CheckQuery query, boolean known) {
    var form = new CheckForm(view, table.details(id, Sight.of(ctx)));
    if (!known) {
      Problem.send(ctx, 404, Api.NO_SERVICE);
    } else if (query.format() == Format.JSON) {
      Answer.of(ctx, page(id, query).map(page -> json(page, form)));
    } else {
      stream(ctx, id, query, form);
    }
  }

  private Future<HistoryStore.Page> page(String id, CheckQuery query) {
    int limit = (int) query.limit();
    return query.isNewest()
        ? history.newest(id, limit)
        : history.page(id, query.from(), query.before(), limit);
  }

  private static JsonObject json(HistoryStore.Page page, CheckForm form) {
    return new JsonObject()
        .put("checks", Paging.array(page.checks(), form::json))
        .put("next", page.next().map(next -> "" + next.toEpochMilli()).orElse(null));
  }

  private void stream(RoutingContext ctx, String id, CheckQuery query, CheckForm form) {
    boolean csv = query.format() == Format.CSV;
    String file = id + "-checks." + (csv ? "csv" : "jsonl");
    ctx.response()
        .putHeader("Content-Type", csv ? "text/csv; charset=utf-8" : "application/x-ndjson")
        .putHeader("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Vary", "Accept-Encoding, Authorization");
    if (ctx.request().method() == HttpMethod.HEAD) {
      ctx.response().end();
    } else {
      outflow.send(ctx, new Pieces(id, query, csv, csv ? form::csv : form::jsonLine));
    }
  }

  /** One piece after the other; between two nothing is held but where the next one begins. */
  private final class Pieces implements Supplier<Future<Optional<Buffer>>> {
    private final String id;
    private final Instant from;
    private final BiConsumer<StringBuilder, StoredCheck> line;
    private Optional<Instant> before;
    private long left;
    private boolean head;

    private Pieces(
        String id, CheckQuery query, boolean head, BiConsumer<StringBuilder, StoredCheck> line) {
      this.id = id;
      this.from = query.from();
      this.before = Optional.of(query.before());
      this.left = query.limit();
      this.head = head;
      this.line = line;
    }

    @Override
    public Future<Optional<Buffer>> get() {
      return left <= 0 || before.isEmpty()
          ? Future.succeededFuture(Optional.empty())
          : history.page(id, from, before.get(), (int) Math.min(PIECE, left)).map(this::write);
    }

    private Optional<Buffer> write(HistoryStore.Page page) {
      var out = new StringBuilder();
      if (head) {
        CheckForm.csvHead(out);
        head = false;
      }
      page.checks().forEach(check -> line.accept(out, check));
      before = page.next();
      left -= page.checks().size();
      return Optional.of(Buffer.buffer(out.toString()));
    }
  }
}
