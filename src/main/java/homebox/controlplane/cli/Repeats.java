package homebox.controlplane.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps a failure from being said over and over: a warning or an error that its logger has said
 * since its last good news is not said again within an hour.
 */
final class Repeats extends Filter<ILoggingEvent> {
  private static final long AGAIN_MILLIS = Duration.ofHours(1).toMillis();
  private static final int MOST = 200;

  private final Map<String, Map<String, Long>> said = new HashMap<>();

  @Override
  public synchronized FilterReply decide(ILoggingEvent event) {
    Map<String, Long> lines = said.computeIfAbsent(event.getLoggerName(), none -> bounded());
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return isNew(event, lines) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
    if (event.getLevel().equals(Level.INFO)) {
      lines.clear();
    }
    return FilterReply.NEUTRAL;
  }

  private static boolean isNew(ILoggingEvent event, Map<String, Long> lines) {
    String line = event.getLevel() + event.getFormattedMessage();
    Long before = lines.get(line);
    boolean fresh = before == null || Math.abs(event.getTimeStamp() - before) >= AGAIN_MILLIS;
    if (fresh) {
      lines.put(line, event.getTimeStamp());
    }
    return fresh;
  }

  private static Map<String, Long> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
        return size() > MOST;
      }
    };
  }
}
