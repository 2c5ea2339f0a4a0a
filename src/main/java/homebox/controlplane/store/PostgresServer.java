package homebox.controlplane.store;

import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings.Server;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One database of a PostgreSQL. Whatever is asked of it ends: at the server by {@code
 * statement_timeout}, here by the time that a socket is waited for.
 */
final class PostgresServer implements Engine {
  /** The connection to one host is waited for so long. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Shorter than {@link Writer#DEADLINE}: the server says it before we give up. */
  private static final Duration WRITE = Duration.ofSeconds(9);

  /** Shorter than a node may be silent. */
  private static final Duration BESIDE = Duration.ofSeconds(3);

  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration SORT = Duration.ofMinutes(10);
  private static final Duration MIGRATE = Duration.ofHours(1);

  /** How much longer a socket is waited for than the server may take. */
  private static final Duration LINE = Duration.ofSeconds(5);

  private static final String SCHEME = "jdbc:postgresql://";

  private final Server server;
  private final Visitor visitor;
  private final PostgresSql sql = new PostgresSql();

  /**
   * Connects to nothing yet.
   *
   * @param visitor how the server knows us
   */
  PostgresServer(Server server, Visitor visitor) {
    this.server = server;
    this.visitor = visitor;
  }

  /** The url without what follows the name of the database: a password may stand there. */
  @Override
  public String place() {
    String url = server.url().reveal();
    int end = url.indexOf('?');
    return "PostgreSQL at " + url.substring(SCHEME.length(), end < 0 ? url.length() : end);
  }

  @Override
  public void prepare(Instant since) throws SQLException {
    PostgresMigrations.bring(this);
  }

  @Override
  public DataSource writing() {
    return source(WRITE, visitor.name());
  }

  @Override
  public DataSource reading() {
    PGSimpleDataSource source = source(READ, visitor.reader());
    source.setReadOnly(true); // said once connected: as an option of the start it makes the driver
    source.setReadOnlyMode("always"); // take the server for a standby (targetServerType=primary)
    return source;
  }

  /** It makes tables of its own, which is no writing. */
  @Override
  public DataSource sorting() {
    return source(SORT, visitor.reader());
  }

  /** For who writes a row now and then, without a turn. */
  DataSource beside() {
    return source(BESIDE, visitor.reader());
  }

  /** The one that brings a whole history. */
  DataSource moving() {
    return source(SORT, visitor.name());
  }

  /** For steps that rebuild tables. */
  DataSource migrating() {
    return source(MIGRATE, visitor.reader());
  }

  @Override
  public SqlConnection speak(SqlConnection connection) {
    return new PostgresConnection(connection, sql);
  }

  @Override
  public Future<Void> enter(SqlConnection writer) {
    return new Turn(writer, visitor, place()).take();
  }

  @Override
  public boolean isShared() {
    return server.cluster().isPresent();
  }

  @Override
  public String begin() {
    return "BEGIN";
  }

  @Override
  public String sync(Lane lane) {
    return "SET synchronous_commit = " + (lane == Lane.URGENT ? "on" : "off");
  }

  @Override
  public Optional<Object> key() {
    return Optional.of(place());
  }

  /** Behind one lost connection the others are lost as well, or soon will be. */
  @Override
  public boolean isLost(Throwable cause) {
    return Trouble.in(cause).filter(Trouble.AWAY::equals).isPresent();
  }

  private PGSimpleDataSource source(Duration longest, String name) {
    var source = new PGSimpleDataSource();
    try {
      source.setUrl(server.url().reveal());
    } catch (IllegalArgumentException unknown) {
      throw new UnusableDatabase(
          "database_url cannot be used: its driver does not understand it — write it as "
              + SCHEME
              + "db.local/control_plane");
    }
    server.user().ifPresent(source::setUser);
    server.password().map(Secret::reveal).ifPresent(source::setPassword);
    source.setApplicationName(name);
    source.setConnectTimeout((int) CONNECT.toSeconds());
    source.setSocketTimeout((int) longest.plus(LINE).toSeconds());
    source.setTcpKeepAlive(true);
    source.setStringType("unspecified"); // a text for a number, as SQLite takes it
    String own = source.getOptions() == null ? "" : source.getOptions() + " ";
    source.setOptions(own + "-c statement_timeout=" + longest.toMillis());
    return source;
  }
}
