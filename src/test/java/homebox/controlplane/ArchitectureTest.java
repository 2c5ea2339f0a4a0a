package homebox.controlplane;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The rooms and arrows of design.md §3, held. */
@AnalyzeClasses(packages = "homebox.controlplane", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final List<String> ROOMS =
      List.of(
          "bus", "time", "config", "store", "check", "alert", "history", "notify", "report", "web",
          "cli");

  private static final String OTHER_TIMERS =
      "java\\.util\\.Timer\\.<init>.*"
          + "|java\\.util\\.concurrent\\.CompletableFuture\\.(orTimeout|completeOnTimeout|delayedExecutor).*";

  private static final String CLOCKS =
      "java\\.time\\.[A-Za-z.]+\\.now\\(.*"
          + "|java\\.time\\.(Clock|InstantSource)\\.(system|tick).*"
          + "|java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(.*"
          + "|java\\.util\\.(Date\\.<init>\\(\\)|GregorianCalendar\\.<init>.*|Calendar\\.getInstance.*)"
          + "|java\\.lang\\.Thread\\.sleep.*|java\\.util\\.concurrent\\.TimeUnit\\.sleep.*";

  /** Each room, and who may know it: everybody to its right in design.md §3. */
  @ArchTest
  static final ArchRule ARROWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("bus")
          .definedBy("..controlplane.bus..")
          .layer("time")
          .definedBy("..controlplane.time..")
          .layer("config")
          .definedBy("..controlplane.config..")
          .layer("store")
          .definedBy("..controlplane.store..")
          .layer("check")
          .definedBy("..controlplane.check..")
          .layer("alert")
          .definedBy("..controlplane.alert..")
          .layer("history")
          .definedBy("..controlplane.history..")
          .layer("notify")
          .definedBy("..controlplane.notify..")
          .layer("report")
          .definedBy("..controlplane.report..")
          .layer("web")
          .definedBy("..controlplane.web..")
          .layer("cli")
          .definedBy("..controlplane.cli..")
          .layer("App")
          .definedBy("homebox.controlplane")
          .whereLayer("web")
          .mayOnlyBeAccessedByLayers("App", "cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("web", "App", "cli")
          .whereLayer("notify")
          .mayOnlyBeAccessedByLayers("report", "web", "App", "cli")
          .whereLayer("history")
          .mayOnlyBeAccessedByLayers("notify", "report", "web", "App", "cli")
          .whereLayer("alert")
          .mayOnlyBeAccessedByLayers("history", "notify", "report", "web", "App", "cli")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("alert", "history", "notify", "report", "web", "App", "cli")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers(
              "check", "alert", "history", "notify", "report", "web", "App", "cli")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers(
              "store", "check", "alert", "history", "notify", "report", "web", "App", "cli")
          .whereLayer("bus")
          .mayOnlyBeAccessedByLayers(
              "config", "store", "check", "alert", "history", "notify", "report", "web", "App",
              "cli")
          .whereLayer("time")
          .mayOnlyBeAccessedByLayers(
              "config", "store", "check", "alert", "history", "notify", "report", "web", "App",
              "cli");

  /** {@code accessTargetWhere} sees method references too; {@code callMethodWhere} does not. */
  @ArchTest
  static final ArchRule ONLY_BUS_SAYS_EVENT_BUS =
      noClasses()
          .that(resideOutsideOfPackage("..controlplane.bus.."))
          .should()
          .accessTargetWhere(
              target(nameMatching("eventBus")).and(target(owner(assignableTo(Vertx.class)))));

  @ArchTest
  static final ArchRule ONLY_TIME_SETS_A_TIMER =
      noClasses()
          .that(resideOutsideOfPackage("..controlplane.time.."))
          .should()
          .accessTargetWhere(
              target(nameMatching("setTimer|setPeriodic|timer"))
                  .and(target(owner(assignableTo(Vertx.class)))))
          .orShould()
          .accessTargetWhere(
              target(nameMatching("timeout")).and(target(owner(assignableTo(Future.class)))))
          .orShould()
          .accessTargetWhere(
              target(nameMatching("schedule.*"))
                  .and(target(owner(assignableTo(ScheduledExecutorService.class)))))
          .orShould()
          .accessTargetWhere(target(fullName(OTHER_TIMERS)));

  @ArchTest
  static final ArchRule ONLY_TIME_READS_A_CLOCK =
      noClasses()
          .that(resideOutsideOfPackage("..controlplane.time.."))
          .should()
          .accessTargetWhere(target(fullName(CLOCKS)));

  @ArchTest
  static final ArchRule NO_STATIC_STATE =
      fields().that().areStatic().should().beFinal().because("two of everything fit into one JVM");

  @ArchTest
  static final ArchRule VERTICLES_ARE_CALLED_SO =
      classes()
          .that()
          .areAssignableTo(io.vertx.core.VerticleBase.class)
          .should()
          .haveSimpleNameEndingWith("Verticle");

  @Test
  void every_room_has_its_sign() {
    Path base = Path.of("src/main/java/homebox/controlplane");
    for (String room : ROOMS) {
      Assertions.assertThat(Files.exists(base.resolve(room).resolve("package-info.java")))
          .as(room)
          .isTrue();
    }
  }

  private static DescribedPredicate<AccessTarget> fullName(String pattern) {
    return DescribedPredicate.describe(
        "full name matching " + pattern, target -> target.getFullName().matches(pattern));
  }

  /** A rule that cannot be broken holds nothing. */
  @Test
  void each_rule_finds_every_way_around_it() {
    Map<Class<?>, ArchRule> rules =
        Map.of(
            Trespasses.OnTheBus.class,
            ONLY_BUS_SAYS_EVENT_BUS,
            Trespasses.OnTimers.class,
            ONLY_TIME_SETS_A_TIMER,
            Trespasses.OnClocks.class,
            ONLY_TIME_READS_A_CLOCK);
    rules.forEach(
        (culprit, rule) -> {
          List<String> found =
              rule.evaluate(new ClassFileImporter().importClasses(culprit))
                  .getFailureReport()
                  .getDetails();
          for (Method way : culprit.getDeclaredMethods()) {
            if (!way.isSynthetic()) {
              Assertions.assertThat(found)
                  .as("%s of %s", way.getName(), culprit.getSimpleName())
                  .anyMatch(line -> line.contains(culprit.getName() + "." + way.getName() + "("));
            }
          }
        });
  }

  @Test
  void what_only_looks_like_a_clock_is_allowed() {
    Assertions.assertThat(
            ONLY_TIME_READS_A_CLOCK
                .evaluate(new ClassFileImporter().importClasses(Trespasses.None.class))
                .getFailureReport()
                .getDetails())
        .isEmpty();
  }
}
