package homebox.controlplane.testkit;

import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** One database of a PostgreSQL, and what to reach it with. */
public record PostgresBase(String url, String user, String password) implements Place {
  private static final String TABLES =
      "SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables WHERE schemaname = 'public'";

  @Override
  public Settings.Database settings() {
    return settings(server());
  }

  /** With another way to it. */
  public Settings.Database settings(Settings.Server by) {
    return FilePlace.settings(Path.of("no file"), Optional.of(by));
  }

  /** As the environment of a process names it. */
  public Map<String, String> environment() {
    return Map.of("DATABASE_URL", url, "DATABASE_USER", user, "DATABASE_PASSWORD", password);
  }

  /** As the settings name it. */
  public Settings.Server server() {
    return server("");
  }

  /** As one of several hosts names it. */
  public Settings.Server shared(String node) {
    return new Settings.Server(
        new Secret(url),
        Optional.of(user),
        Optional.of(new Secret(password)),
        Optional.of(new Settings.Cluster(node, Optional.empty(), Optional.empty())));
  }

  /** The same, with {@code more} behind its url. */
  public Settings.Server server(String more) {
    return new Settings.Server(
        new Secret(url + more),
        Optional.of(user),
        Optional.of(new Secret(password)),
        Optional.empty());
  }

  /** The same, as one of several hosts uses it. */
  public Place among(String node) {
    var base = this;
    return new Place() {
      @Override
      public Settings.Database settings() {
        return base.settings(base.shared(node));
      }

      @Override
      public Connection connect() throws SQLException {
        return base.connect();
      }

      @Override
      public WriteLock lock() {
        return base.lock();
      }
    };
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  @Override
  public WriteLock lock() {
    String tables = ask(TABLES).get(0).get(0);
    return WriteLock.by(this, "BEGIN", "LOCK TABLE " + tables + " IN EXCLUSIVE MODE");
  }

  /** As if it was away: nobody gets in any more, and whoever is in is put out; or it is back. */
  public void away(boolean away) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    var beside = new PostgresBase(url.replace("/" + name, "/postgres"), user, password);
    beside.change("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + !away);
    if (away) {
      beside.ask(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }
  }
}
