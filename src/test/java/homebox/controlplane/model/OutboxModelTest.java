package homebox.controlplane.model;

import homebox.controlplane.store.Database;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/**
 * Whatever the services answer, the channel answers and the disk does, and whenever the process
 * dies: every confirmed change is heard at least once, in order.
 */
class OutboxModelTest {
  private static Path folder;

  @BeforeContainer
  static void makeFileWithoutPast() throws IOException {
    folder = Files.createTempDirectory("outbox-model");
    Vertx vertx = Vertx.vertx();
    Database.open(vertx, new VertxPace(vertx), folder.resolve("new.db")).await().close().await();
    vertx.close().await();
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    clear(folder);
  }

  @Property(
      seed = "20261127",
      tries = 60,
      shrinking = ShrinkingMode.BOUNDED,
      edgeCases = EdgeCasesMode.NONE)
  void every_confirmed_change_is_heard_at_least_once_in_order(@ForAll("plans") Plan plan)
      throws IOException, SQLException {
    tryOut(plan);
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  @AddLifecycleHook(OnlyInSoak.class)
  void every_confirmed_change_is_heard_in_many_more_plans(@ForAll("plans") Plan plan)
      throws IOException, SQLException {
    tryOut(plan);
  }

  @Property(
      seed = "20261127",
      tries = 30,
      shrinking = ShrinkingMode.BOUNDED,
      edgeCases = EdgeCasesMode.NONE)
  void what_stands_against_telling_keeps_back_no_more_and_no_longer_than_it_may(
      @ForAll("fullPlans") Plan plan) throws IOException, SQLException {
    tryOut(plan);
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  @AddLifecycleHook(OnlyInSoak.class)
  void it_does_not_in_many_more_plans(@ForAll("fullPlans") Plan plan)
      throws IOException, SQLException {
    tryOut(plan);
  }

  @Provide
  Arbitrary<Plan> fullPlans() {
    return Plans.full();
  }

  @Provide
  Arbitrary<Plan> plans() {
    return Plans.any();
  }

  private static void tryOut(Plan plan) throws IOException, SQLException {
    Path own = Files.createTempDirectory(folder, "plan");
    try {
      Files.copy(folder.resolve("new.db"), own.resolve("history-1.db"));
      new Trial(plan, own).run();
    } finally {
      clear(own);
    }
  }

  private static void clear(Path what) throws IOException {
    try (Stream<Path> all = Files.walk(what)) {
      for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    }
  }

  static final class OnlyInSoak implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return Boolean.getBoolean("soak")
          ? SkipResult.doNotSkip()
          : SkipResult.skip("only with -Dsoak=true");
    }
  }
}
