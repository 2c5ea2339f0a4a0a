package homebox.controlplane.history;

import homebox.controlplane.bus.Address;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.history.HistoryPlan.Keep;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process for the test to kill: it remembers a thousand results a second, an hour in 3 s. */
final class HistoryProcess {
  private static final int SPEED = 1_200;
  private static final List<String> SERVICES = List.of("box", "nas", "pi");

  private HistoryProcess() {}

  /**
   * Runs until it is killed.
   *
   * @param args the file; the moment at which its clock begins
   */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    Address.prepare(vertx);
    Pace pace = new FastPace(new VertxPace(vertx), Instant.parse(args[1]));
    Database database = Database.open(vertx, pace, Path.of(args[0])).await(20, TimeUnit.SECONDS);
    var history =
        new HistoryVerticle(
            database,
            pace,
            new HistoryPlan(
                SERVICES.stream().map(Rig::service).toList(), Keep.ALL, ZoneOffset.UTC));
    vertx.deployVerticle(history).await(20, TimeUnit.SECONDS);
    history.recollect();
    vertx.setPeriodic(3, timer -> tell(vertx, pace.instant()));
  }

  private static void tell(Vertx vertx, Instant at) {
    for (String service : SERVICES) {
      CheckResult.ADDRESS.publish(vertx, Rig.good(service, at));
    }
  }

  /** The wall clock runs fast, and what is done every minute is done every second. */
  private record FastPace(Pace real, Instant start, long zero) implements Pace {
    FastPace(Pace real, Instant start) {
      this(real, start, real.nanos());
    }

    @Override
    public Instant instant() {
      return start.plusNanos((real.nanos() - zero) * SPEED);
    }

    @Override
    public long nanos() {
      return real.nanos();
    }

    @Override
    public long sinceBootMillis() {
      return real.sinceBootMillis();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      boolean rare = delay.compareTo(Duration.ofMinutes(1)) >= 0;
      return real.after(rare ? delay.dividedBy(60) : delay, task);
    }
  }
}
