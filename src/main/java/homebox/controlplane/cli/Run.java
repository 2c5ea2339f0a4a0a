package homebox.controlplane.cli;

import homebox.controlplane.App;
import homebox.controlplane.Candidate;
import homebox.controlplane.Charter;
import homebox.controlplane.Reserve;
import homebox.controlplane.Watch;
import homebox.controlplane.bus.Address;
import homebox.controlplane.cluster.Membership;
import homebox.controlplane.cluster.NameTaken;
import homebox.controlplane.cluster.Revisions;
import homebox.controlplane.cluster.Self;
import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.Host;
import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Settings.Cluster;
import homebox.controlplane.config.Settings.Server;
import homebox.controlplane.store.DataLock;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.SideLine;
import homebox.controlplane.store.UnusableDatabase;
import homebox.controlplane.store.Visitor;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.SharedPace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches until it is told to stop. */
final class Run {
  private static final Logger log = LoggerFactory.getLogger(Run.class);
  private static final String NATIVES = "io.netty.native.workdir";
  private static final long STOP_SECONDS = 9;

  private final FileOptions files;
  private final Function<Vertx, Pace> clock;

  Run(FileOptions files) {
    this(files, VertxPace::new);
  }

  /**
   * The same by another clock.
   *
   * @param clock the one of this host
   */
  Run(FileOptions files, Function<Vertx, Pace> clock) {
    this.files = files;
    this.clock = clock;
  }

  /** The exit code. */
  int go() {
    var signals = new Signals();
    signals.listen();
    Reading reading;
    try {
      reading = ConfigLoader.read(files.source());
    } catch (ConfigFaults faults) {
      Faults.say(faults, Screen.ofProcess(), "nothing was started.");
      return Exit.MISTAKE;
    }
    Settings settings = reading.settings();
    Logs.configure(settings.log());
    log.info("control-plane {} starts", ControlPlane.version());
    settings.remarks().forEach(remark -> remark.sayTo(log));
    return locked(reading, signals);
  }

  /** Two processes on one database would each tell every outage. */
  private int locked(Reading reading, Signals signals) {
    Path database = reading.settings().database().path();
    if (reading.settings().database().server().isPresent()) {
      if (Files.exists(database)) {
        log.info(
            "{} is not used: history is kept in the PostgreSQL. «import control-plane {}» takes it"
                + " there, as long as there is none",
            database,
            database);
      }
      return run(signals, reading); // the server itself sees to it that one writes
    }
    try {
      DataLock lock = DataLock.take(database, whoWeAre());
      prepare(database);
      int code = run(signals, reading);
      lock.release();
      return code;
    } catch (DataLock.Held held) {
      log.error("not started: {}", held.getMessage());
      return Exit.MISTAKE;
    } catch (IOException refused) {
      log.error(
          "not started: the folder of {} cannot be used ({}) — give database_path a place that can be"
              + " written",
          database,
          refused.getMessage());
      return Exit.MISTAKE;
    }
  }

  /** A core is idle while the main thread loads classes. */
  private static void prepare(Path database) {
    var ready =
        new Thread(
            () -> {
              try {
                Database.prepare(database);
              } catch (IOException refused) { // whoever opens it says what is wrong
                log.debug("{} is not made ready", database, refused);
              }
            },
            "database");
    ready.setDaemon(true);
    ready.start();
  }

  private int run(Signals signals, Reading reading) {
    unpackInto(reading.settings().database().path().toAbsolutePath().getParent());
    Vertx vertx = Errand.vertx();
    Address.prepare(vertx);
    Watch app = watch(vertx, reading);
    signals.onHangup(() -> app.reload("SIGHUP"));
    InForce.ADDRESS.subscribe(vertx, inForce -> Logs.hide(inForce.settings().log()));
    Future<Void> start = app.start().onFailure(cause -> signals.stop());
    try {
      signals.await();
      return start.failed() ? refused(start.cause()) : stop(app);
    } catch (InterruptedException interrupted) {
      return Exit.NOT;
    } finally {
      close(vertx);
    }
  }

  private Watch watch(Vertx vertx, Reading reading) {
    Optional<Server> server = reading.settings().database().server();
    return server
        .flatMap(Server::cluster)
        .<Watch>map(cluster -> candidate(vertx, reading, server.get(), cluster))
        .orElseGet(
            () -> new App(vertx, clock.apply(vertx), reading, ControlPlane.version(), watcher()));
  }

  private Candidate candidate(Vertx vertx, Reading reading, Server server, Cluster cluster) {
    var pace = new SharedPace(clock.apply(vertx));
    Visitor visitor = Visitor.node(Host.name());
    var self =
        new Self(cluster.node(), visitor, Host.name(), cluster.location(), ControlPlane.version());
    SideLine line = SideLine.to(vertx, server, visitor);
    var charter = new Charter(vertx, pace, reading, new Revisions(line), by -> Logs.hide(by.log()));
    var membership = new Membership(line, pace, self);
    var among = new App.Among(visitor, charter, membership.living(), membership::isHeardSince);
    return new Candidate(
        vertx,
        pace,
        charter,
        membership,
        self,
        Reserve.of(vertx, pace, reading.settings(), self, charter::read, line),
        read -> new App(vertx, pace, read, ControlPlane.version(), watcher(), among));
  }

  /**
   * Netty's library for Linux comes in the jar, has to be a file for a moment, and else be one in
   * {@code /tmp}: that may be read-only, or nothing may be executed there.
   */
  private static void unpackInto(Path data) {
    if (System.getProperty(NATIVES) == null) {
      System.setProperty(NATIVES, data.toString());
    }
  }

  /** Whole lines, so that they stand well between those of the log. */
  private static Consumer<String> watcher() {
    return Terminal.find(System.getenv()).live() ? System.err::println : line -> {};
  }

  private static int refused(Throwable cause) {
    if (cause instanceof UnusableDatabase || cause instanceof NameTaken) {
      log.error("not started: {}", cause.getMessage());
      return Exit.MISTAKE;
    }
    log.error("not started: {}", cause.getMessage(), cause);
    return Exit.NOT;
  }

  /** Also in the middle of a start: what has started by then is stopped. */
  private static int stop(Watch app) {
    log.info("stopping");
    try {
      app.stop().await(STOP_SECONDS, TimeUnit.SECONDS);
      log.info("stopped");
      return Exit.WELL;
    } catch (TimeoutException late) {
      log.error("not everything ended in time; what was not written yet is lost");
      return Exit.NOT;
    }
  }

  private static void close(Vertx vertx) {
    try {
      vertx.close().await(1, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      log.debug("Vert.x did not close in time");
    }
  }

  private static String whoWeAre() {
    return "process " + ProcessHandle.current().pid() + " on " + Host.name();
  }
}
