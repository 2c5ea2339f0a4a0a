package homebox.controlplane.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import io.vertx.core.internal.threadchecker.BlockedThreadChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes. Set up in code: reading logback's XML costs a tenth of a second at each
 * start. Before a configuration is read only warnings are said, on stderr.
 */
public final class Logs extends ContextAwareBase implements Configurator {
  private static final String LARGEST = "10MB";
  private static final int KEPT = 5;

  /** Between two looks at the file's size; logback's own minute is enough for a flood. */
  private static final long LOOK_MILLIS = 200;

  private static final String REDACTION = Redaction.class.getName();

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console(context, text(context), "System.err"));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * For a command beside {@code run}: stderr alone, and nothing below a warning but what was asked
   * for as DEBUG.
   */
  static void aside(Settings.Log settings) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    hide(context, settings);
    Level level = Level.toLevel(settings.level());
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level.equals(Level.INFO) ? Level.WARN : level);
    quieten(context);
    root.addAppender(console(context, encoder(context, settings), "System.err"));
  }

  /** From now on as configured; a file that cannot be written is said, and the console goes on. */
  static void configure(Settings.Log settings) {
    configure((LoggerContext) LoggerFactory.getILoggerFactory(), settings);
  }

  static void configure(LoggerContext context, Settings.Log settings) {
    context.reset();
    hide(context, settings);
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(settings.level()));
    quieten(context);
    root.addAppender(console(context, encoder(context, settings), "System.out"));
    settings.file().ifPresent(file -> addFile(context, root, settings, file));
  }

  /** From now on these secrets are blotted out too. */
  static void hide(Settings.Log settings) {
    hide((LoggerContext) LoggerFactory.getILoggerFactory(), settings);
  }

  static void hide(LoggerContext context, Settings.Log settings) {
    redaction(context).know(settings.hidden().stream().map(Secret::reveal).toList());
  }

  /** One for all appenders, so that what is learnt later is hidden by those that are there. */
  private static Redaction redaction(LoggerContext context) {
    if (context.getObject(REDACTION) == null) {
      context.putObject(REDACTION, new Redaction());
    }
    return (Redaction) context.getObject(REDACTION);
  }

  /** What the libraries have to say below a warning is not about services. */
  private static void quieten(LoggerContext context) {
    for (String library : new String[] {"io.netty", "io.vertx", "org.flywaydb", "org.sqlite"}) {
      context.getLogger(library).setLevel(Level.WARN);
    }
    // second by second, with stacks, on a box that is short of breath: that we stand still is said
    // once
    boolean all = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).isDebugEnabled();
    context.getLogger(BlockedThreadChecker.LOGGER_NAME).setLevel(all ? Level.WARN : Level.ERROR);
  }

  private static void addFile(
      LoggerContext context, Logger root, Settings.Log settings, Path file) {
    try {
      Path absolute = file.toAbsolutePath();
      Files.createDirectories(absolute.getParent());
      if (Files.exists(absolute)
          ? !Files.isWritable(absolute)
          : !Files.isWritable(absolute.getParent())) {
        throw new IOException("no right to write there");
      }
      root.addAppender(rolling(context, encoder(context, settings), absolute));
    } catch (IOException refused) {
      root.warn(
          "log_file: {} cannot be written ({}) — give another place or set log_file: off; the"
              + " console has everything",
          file,
          refused.getMessage());
    }
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, Settings.Log settings) {
    return settings.json() ? json(context) : text(context);
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    var encoder = new LineEncoder();
    encoder.setContext(context);
    encoder.start();
    return redacting(context, encoder);
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    var encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithContext(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithMDC(false);
    encoder.start();
    return redacting(context, encoder);
  }

  private static Encoder<ILoggingEvent> redacting(
      LoggerContext context, Encoder<ILoggingEvent> plain) {
    var encoder = new RedactingEncoder(plain, redaction(context));
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static ConsoleAppender<ILoggingEvent> console(
      LoggerContext context, Encoder<ILoggingEvent> encoder, String target) {
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setTarget(target);
    console.setEncoder(encoder);
    console.addFilter(repeats(context));
    console.start();
    return console;
  }

  private static Repeats repeats(LoggerContext context) {
    var repeats = new Repeats();
    repeats.setContext(context);
    repeats.start();
    return repeats;
  }

  private static RollingFileAppender<ILoggingEvent> rolling(
      LoggerContext context, Encoder<ILoggingEvent> encoder, Path file) {
    var appender = new RollingFileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.addFilter(repeats(context));
    var window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(appender);
    window.setFileNamePattern(file + ".%i.gz");
    window.setMinIndex(1);
    window.setMaxIndex(KEPT);
    window.start();
    var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf(LARGEST));
    size.setCheckIncrement(Duration.buildByMilliseconds(LOOK_MILLIS));
    size.start();
    appender.setRollingPolicy(window);
    appender.setTriggeringPolicy(size);
    appender.start();
    return appender;
  }
}
