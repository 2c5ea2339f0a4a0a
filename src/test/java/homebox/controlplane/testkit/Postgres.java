package homebox.controlplane.testkit;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test, or what is done before each one, a {@link PostgresBase}: an empty database that no
 * other test sees, and that is gone afterwards. The server is started for the first of them, and
 * ends with the run.
 */
public final class Postgres implements ParameterResolver {
  private static final Namespace OURS = Namespace.create(Postgres.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == PostgresBase.class;
  }

  @Override
  public PostgresBase resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return lend(test, PostgresServer::create);
  }

  /** The database of this test, made at the first time that it is asked for. */
  static PostgresBase lend(
      ExtensionContext test, BiFunction<PostgresServer, String, PostgresBase> make) {
    PostgresServer server =
        test.getRoot()
            .getStore(OURS)
            .getOrComputeIfAbsent(
                PostgresServer.class, first -> PostgresServer.start(), PostgresServer.class);
    return test.getStore(OURS)
        .getOrComputeIfAbsent(Lent.class, first -> Lent.by(server, make), Lent.class)
        .base;
  }

  /** A database for as long as a test takes. */
  private record Lent(PostgresServer server, String name, PostgresBase base)
      implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    static Lent by(PostgresServer server, BiFunction<PostgresServer, String, PostgresBase> make) {
      String name = "test_" + COUNT.incrementAndGet();
      return new Lent(server, name, make.apply(server, name));
    }

    /** Also where somebody is still connected to it. */
    @Override
    public void close() throws SQLException {
      server.drop(name);
    }
  }
}
