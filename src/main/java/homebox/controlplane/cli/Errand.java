package homebox.controlplane.cli;

import static java.util.concurrent.TimeUnit.DAYS;

import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a command that ends by itself. It logs to stderr alone: the log's file belongs to {@code
 * run}. Ctrl-C and SIGTERM end it as they end any program (130, 143), the screen is tidied before.
 */
final class Errand {
  private static final Logger log = LoggerFactory.getLogger(Errand.class);

  /** Netty's events for Java Flight Recorder. */
  private static final String EVENTS = "io.netty.jfr.enabled";

  private final FileOptions files;
  private final Screen screen;

  Errand(FileOptions files, Screen screen) {
    this.files = files;
    this.screen = screen;
    Runtime.getRuntime().addShutdownHook(new Thread(screen::clear, "tidy"));
  }

  /** What it works with. */
  record Tools(Reading reading, Vertx vertx, Pace pace, Screen screen) {
    /** As they were read. */
    Settings settings() {
      return reading.settings();
    }

    /** The same with what was read otherwise. */
    Tools with(Reading other) {
      return new Tools(other, vertx, pace, screen);
    }
  }

  /** Reads the configuration, does the work, and returns its exit code. */
  int run(Function<Tools, Future<Integer>> work) {
    return with((Reading reading) -> run(reading, work));
  }

  /** The same for work that needs no event loop. */
  int with(ToIntBiFunction<Settings, Screen> work) {
    return with((Reading reading) -> work.applyAsInt(reading.settings(), screen));
  }

  private int with(ToIntFunction<Reading> work) {
    try {
      Reading reading = ConfigLoader.read(files.source());
      Logs.aside(reading.settings().log());
      return work.applyAsInt(reading);
    } catch (ConfigFaults faults) {
      Faults.say(faults, screen, "nothing was done.");
      return Exit.MISTAKE;
    }
  }

  /** The same with a configuration that was read before. */
  int run(Reading reading, Function<Tools, Future<Integer>> work) {
    Vertx vertx = quiet();
    try {
      return work.apply(new Tools(reading, vertx, new VertxPace(vertx), screen)).await();
    } catch (Exception bug) { // await throws whatever the future failed with
      log.error("it failed in a way unknown to us", bug);
      return Exit.NOT;
    } finally {
      screen.clear();
      close(vertx);
    }
  }

  /** The one of a {@code run}. */
  static Vertx vertx() {
    return Vertx.builder().with(options()).build();
  }

  /** Who waits for an answer is not to be told that this machine is slow. */
  private static Vertx quiet() {
    return Vertx.builder()
        .with(options().setBlockedThreadCheckInterval(1).setBlockedThreadCheckIntervalUnit(DAYS))
        .build();
  }

  /**
   * Nothing is unpacked: where we run there may be no place to write but for our data. And nothing
   * is recorded that nobody has asked for: to get ready for it takes a tenth of a second of the
   * first request.
   */
  private static VertxOptions options() {
    if (System.getProperty(EVENTS) == null) {
      System.setProperty(EVENTS, "false");
    }
    var files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return new VertxOptions().setPreferNativeTransport(true).setFileSystemOptions(files);
  }

  private static void close(Vertx vertx) {
    try {
      vertx.close().await(1, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      log.debug("Vert.x did not close in time");
    }
  }
}
