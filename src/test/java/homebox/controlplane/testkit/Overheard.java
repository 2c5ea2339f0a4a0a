package homebox.controlplane.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.LoggerFactory;

/**
 * Hears whatever is logged inside the tests, in every class, before it is redacted: nobody says a
 * secret in the first place. Found by JUnit itself (META-INF/services).
 */
public final class Overheard implements BeforeAllCallback, AfterAllCallback {
  private static final Pattern SECRET =
      Pattern.compile(
          "/bot[0-9]+:|hunter2|://[^/\\s@\"]+:[^/\\s@\"*…]+@|" + Pattern.quote(secretOfTheBot()));

  private static String secretOfTheBot() {
    return FakeTelegram.TOKEN.substring(FakeTelegram.TOKEN.indexOf(':') + 1);
  }

  /** Keeps only what should not have been said. */
  private static final class Ear extends AppenderBase<ILoggingEvent> {
    private final List<String> secrets = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
      String said = event.getFormattedMessage() + thrown;
      if (SECRET.matcher(said).find()) {
        secrets.add(event.getLoggerName() + ": " + said);
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(Overheard.class))
        .getOrComputeIfAbsent(Ear.class, type -> listen());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Ear ear =
        context.getRoot().getStore(Namespace.create(Overheard.class)).get(Ear.class, Ear.class);
    List<String> secrets = List.copyOf(ear.secrets);
    ear.secrets.clear();
    if (!secrets.isEmpty()) {
      throw new AssertionError("the log was told a secret:\n" + String.join("\n", secrets));
    }
  }

  /** From INFO on; what is printed stays as it was: warnings. */
  private static Ear listen() {
    LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var warnings = new ThresholdFilter();
    warnings.setLevel("WARN");
    warnings.start();
    root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(warnings));
    logs.getLogger("homebox.controlplane").setLevel(Level.INFO);
    var ear = new Ear();
    ear.setContext(logs);
    ear.start();
    root.addAppender(ear);
    return ear;
  }
}
