package homebox.controlplane.testkit;

import homebox.controlplane.config.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A SQLite file. */
record FilePlace(Path file) implements Place {
  @Override
  public Settings.Database settings() {
    return settings(file, Optional.empty());
  }

  /** Nothing is ever too old. */
  static Settings.Database settings(Path file, Optional<Settings.Server> server) {
    return new Settings.Database(
        file, server, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public Connection connect() throws SQLException {
    return Database.connect(file);
  }

  @Override
  public WriteLock lock() {
    return WriteLock.on(file);
  }
}
