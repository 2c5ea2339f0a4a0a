package homebox.controlplane.store;

import homebox.controlplane.bus.Asker;
import homebox.controlplane.config.Host;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.Patience;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The database, whether it works now or not: while it does not, it is tried again every few
 * seconds. May be called from anywhere.
 */
public final class Database implements ReadableDatabase {
  /** How often the file is looked at, and tried again while it does not work. */
  static final Duration TICK = Duration.ofSeconds(2);

  /** The same at the end, when there is not much time left. */
  static final Duration LAST_TICK = Duration.ofMillis(250);

  /** How long a start waits for the first opening: a busy machine takes seconds for it. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A first opening that takes longer hangs. */
  static final Duration HANGS = Duration.ofSeconds(60);

  /** How long a closing is waited for. */
  static final Duration RELEASE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Pace pace;
  private final Engine engine;
  private final Checkpoints checkpoints;
  private final Context context;
  private final Writer writer;
  private final Announcer announcer;
  private final Promise<Void> deposed = Promise.promise();
  private final List<Promise<Void>> waiting = new ArrayList<>();
  private Pace.Timer timer = () -> {};
  private boolean opening;
  private boolean closed;
  private boolean ending;
  private Instant since;
  private volatile Session session;
  private volatile Optional<String> trouble = Optional.of("it is being opened");
  private volatile int generation;

  private Database(Vertx vertx, Pace pace, Engine engine) {
    this.vertx = vertx;
    this.pace = pace;
    this.engine = engine;
    this.since = pace.instant();
    this.checkpoints = new Checkpoints(engine);
    this.context = vertx.getOrCreateContext();
    this.writer = new Writer(context, pace, this::broke);
    this.announcer = new Announcer(pace);
  }

  /**
   * Makes ready what is needed for a file there before it is opened: that may go on beside other
   * things. Blocks.
   *
   * @throws IOException who opens it says what is wrong
   */
  public static void prepare(Path file) throws IOException {
    new SqliteFile(file).makeRoom();
  }

  /**
   * Opens the database, and makes the file if there is none.
   *
   * @return the database, after 15 s at most, also when it does not work: {@link #trouble()} says
   *     why then. Fails only with {@link UnusableDatabase}: a newer version's file, or not ours.
   */
  public static Future<Database> open(Vertx vertx, Pace pace, Path file) {
    return open(vertx, pace, new SqliteFile(file));
  }

  /** The same by the settings: a file, or a PostgreSQL where one is named. */
  public static Future<Database> open(Vertx vertx, Pace pace, Settings.Database settings) {
    return open(vertx, pace, settings, Visitor.of(Host.name()));
  }

  /** The same; a server knows us by {@code visitor}. */
  public static Future<Database> open(
      Vertx vertx, Pace pace, Settings.Database settings, Visitor visitor) {
    return open(
        vertx,
        pace,
        settings
            .server()
            .<Engine>map(server -> new PostgresServer(server, visitor))
            .orElseGet(() -> new SqliteFile(settings.path())));
  }

  static Future<Database> open(Vertx vertx, Pace pace, Engine engine) {
    var database = new Database(vertx, pace, engine);
    Promise<Database> opened = Promise.promise();
    database.context.runOnContext(now -> database.start(opened));
    return opened.future();
  }

  /** The one who writes. */
  public Writer writer() {
    return writer;
  }

  /** Why it does not work now, and what to do; empty while it works. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Counts the openings: what was learnt from an earlier one may not hold in this one. */
  public int generation() {
    return generation;
  }

  /**
   * True where another process may be writing while we cannot: nothing is to be told then that is
   * not written.
   */
  public boolean isShared() {
    return engine.isShared();
  }

  /** Done when another process has taken our turn to write. */
  public Future<Void> deposed() {
    return deposed.future();
  }

  /** Done when the database works: at once, or when it does so again. Never fails. */
  public Future<Void> working() {
    return onMine(
        () -> {
          if (trouble.isEmpty()) {
            return Future.succeededFuture();
          }
          Promise<Void> works = Promise.promise();
          waiting.add(works);
          return works.future();
        });
  }

  /**
   * Asks a question on a connection that only reads, beside the writer. Also while nothing can be
   * written, as long as the file can be read.
   */
  @Override
  public <T> Future<T> read(Function<SqlConnection, Future<T>> question) {
    Session now = session;
    return now == null ? unavailable() : heeding(now, now.read(question));
  }

  /**
   * The one connection for sorting big things aside, for as long as {@code work} takes: it may make
   * TEMP tables, and drops them itself.
   */
  @Override
  public <T> Future<T> sort(Function<SqlConnection, Future<T>> work) {
    Session now = session;
    return now == null ? unavailable() : heeding(now, now.sort(work));
  }

  /**
   * The rows of the predecessor's database, of which ours has taken the place.
   *
   * @param name of its file, beside ours: the setting {@code adopted_from}
   */
  public OldChecks oldChecks(String name) {
    return new OldChecks(vertx, engine.aside(name));
  }

  /**
   * For who writes much: done when the write-ahead log is short, or was copied into the file as far
   * as that goes now. Who waits for it between two jobs keeps the writer from ever having to.
   */
  public Future<Void> settled() {
    return onMine(() -> checkpoints.settled(session));
  }

  /** The process is about to end: while it does not work it is tried more often. */
  public void hurry() {
    context.runOnContext(
        now -> {
          ending = true;
          announcer.ending();
          timer.cancel();
          tick();
        });
  }

  /** Closes the file. What waits for the writer fails: drain first. */
  public Future<Void> close() {
    return onMine(
        () -> {
          closed = true;
          timer.cancel();
          writer.rest(new StoreUnavailable("the database is closed", null));
          return released();
        });
  }

  /** Done on this database's context, answered on the caller's. */
  private Future<Void> onMine(Supplier<Future<Void>> what) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(now -> what.get().onComplete(done));
    return Asker.hears(done.future());
  }

  private void start(Promise<Database> opened) {
    Pace.Timer patience = pace.after(PATIENCE, () -> slow(opened));
    Pace.Timer hangs = pace.after(HANGS, () -> fail(Trouble.HUNG, null));
    attempt()
        .onComplete(
            (done, cause) -> {
              patience.cancel();
              hangs.cancel();
              if (cause instanceof UnusableDatabase) {
                refuse(cause, opened);
              } else {
                opened.tryComplete(this);
              }
            });
    tick();
  }

  /** Nothing failed: the start goes on without it. */
  private void slow(Promise<Database> opened) {
    String sentence = Trouble.OPENING.sentence(engine.place(), null);
    trouble = Optional.of(sentence);
    writer.rest(new StoreUnavailable(sentence, null));
    announcer.slow(sentence);
    opened.tryComplete(this);
  }

  /** At the start that ends everything; later, when somebody put such a file there, it is said. */
  private void refuse(Throwable cause, Promise<Database> opened) {
    if (opened.tryFail(cause)) {
      closed = true;
      timer.cancel();
    } else {
      announcer.broke(cause.getMessage(), cause);
    }
  }

  /** A session whose file is no longer at its path is closed before the next one is opened. */
  private Future<Void> attempt() {
    opening = true;
    boolean gone = session != null && !session.isStill();
    return (gone ? released() : Future.<Void>succeededFuture())
        .compose(released -> Session.open(vertx, engine, since))
        .compose(this::use)
        .onFailure(cause -> fail(Trouble.in(cause).orElse(Trouble.OTHER), cause))
        .eventually(
            () -> {
              opening = false;
              return Future.succeededFuture();
            });
  }

  private Future<Void> use(Session opened) {
    if (closed) {
      return opened.close();
    }
    release();
    session = opened;
    generation++;
    trouble = Optional.empty();
    writer.use(opened, generation);
    announcer.works(engine.place());
    List<Promise<Void>> told = List.copyOf(waiting);
    waiting.clear();
    told.forEach(Promise::complete);
    return Future.succeededFuture();
  }

  private StoreUnavailable broke(Session which, Trouble kind, Throwable cause) {
    if (which == session && trouble.isEmpty()) {
      fail(kind, cause);
    }
    return new StoreUnavailable(kind.sentence(engine.place(), cause), cause);
  }

  private void fail(Trouble kind, Throwable cause) {
    if (closed) {
      return;
    }
    if (cause instanceof UnusableDatabase.Taken && engine.isShared()) {
      deposed.tryComplete();
    }
    if (trouble.isEmpty()) {
      since = pace.instant();
    }
    String sentence =
        cause instanceof UnusableDatabase
            ? cause.getMessage()
            : kind.sentence(engine.place(), cause);
    trouble = Optional.of(sentence);
    writer.rest(new StoreUnavailable(sentence, cause));
    boolean said = cause instanceof UnusableDatabase && generation == 0; // the start ends with it
    if (!said && !deposed.future().isComplete()) {
      announcer.broke(sentence, cause);
    }
  }

  private void tick() {
    if (closed) {
      return;
    }
    timer = pace.after(ending ? LAST_TICK : TICK, () -> context.runOnContext(now -> tick()));
    if (trouble.isEmpty() && !session.isStill()) {
      fail(Trouble.MOVED, null);
    }
    if (trouble.isPresent() && !opening) {
      attempt();
    }
    announcer.tick();
    checkpoints.settled(session);
  }

  /** What hangs is not waited for longer than this. */
  private Future<Void> released() {
    return Patience.within(pace, RELEASE, release().otherwiseEmpty(), null);
  }

  private Future<Void> release() {
    Session old = session;
    session = null;
    checkpoints.forget();
    return old == null ? Future.succeededFuture() : old.close();
  }

  /** Who reads may be the first to see that the connections are gone. */
  private <T> Future<T> heeding(Session which, Future<T> answer) {
    return answer.recover(
        cause -> {
          if (!engine.isLost(cause)) {
            return Future.failedFuture(cause);
          }
          context.runOnContext(now -> broke(which, Trouble.AWAY, cause));
          String sentence = Trouble.AWAY.sentence(engine.place(), cause);
          return Future.failedFuture(new StoreUnavailable(sentence, cause));
        });
  }

  private <T> Future<T> unavailable() {
    return Future.failedFuture(new StoreUnavailable(trouble.orElse("it is closed"), null));
  }
}
