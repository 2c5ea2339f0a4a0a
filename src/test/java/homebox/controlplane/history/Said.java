package homebox.controlplane.history;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What was logged by the store and the history, INFO and louder. */
final class Said implements AutoCloseable {
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final List<Logger> loggers =
      List.of(
          (Logger) LoggerFactory.getLogger("homebox.controlplane.store"),
          (Logger) LoggerFactory.getLogger("homebox.controlplane.history"));

  Said() {
    lines.start();
    loggers.forEach(logger -> logger.addAppender(lines));
    loggers.forEach(logger -> logger.setLevel(Level.INFO));
  }

  List<String> lines() {
    return List.copyOf(lines.list).stream()
        .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    loggers.forEach(logger -> logger.detachAppender(lines));
    loggers.forEach(logger -> logger.setLevel(null));
  }
}
