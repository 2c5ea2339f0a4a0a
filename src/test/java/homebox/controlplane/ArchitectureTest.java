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
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The rooms and arrows of design.md §3, held. */
@AnalyzeClasses(packages = "homebox.controlplane", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "homebox.controlplane";

  /** From left to right in design.md §3: who stands further right may know who stands left. */
  private static final List<String> ROOMS =
      List.of(
          "bus", "time", "config", "store", "check", "alert", "history", "notify", "report", "web");

  /** Stands beside the others: knows the first so many of them, and only App knows it. */
  private static final String CLUSTER = "cluster";

  private static final int CLUSTER_KNOWS = ROOMS.indexOf("store") + 1;
  private static final String APP = "App";
  private static final String CLI = "cli";

  private static final String OTHER_TIMERS =
      "java\\.util\\.Timer\\.<init>.*|io\\.netty\\.util\\.HashedWheelTimer\\.<init>.*"
          + "|java\\.util\\.concurrent\\.CompletableFuture\\.(orTimeout|completeOnTimeout|delayedExecutor).*";

  private static final String CLOCKS =
      "java\\.time\\.[A-Za-z.]+\\.now\\(.*"
          + "|java\\.time\\.(Clock|InstantSource)\\.(system|tick).*"
          + "|java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(.*"
          + "|java\\.util\\.(Date\\.<init>\\(\\)|GregorianCalendar\\.<init>.*|Calendar\\.getInstance.*)"
          + "|java\\.lang\\.Thread\\.sleep.*|java\\.util\\.concurrent\\.TimeUnit\\.sleep.*";

  @ArchTest static final ArchRule ARROWS = arrows();

  private static ArchRule arrows() {
    var house =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer(APP)
            .definedBy(BASE)
            .layer(CLI)
            .definedBy(BASE + ".cli..")
            .optionalLayer(CLUSTER)
            .definedBy(BASE + ".cluster..");
    for (String room : ROOMS) {
      house = house.optionalLayer(room).definedBy(BASE + "." + room + "..");
    }
    for (String room : ROOMS) {
      house = house.whereLayer(room).mayOnlyBeAccessedByLayers(whoMayKnow(room));
    }
    return house
        .whereLayer(CLUSTER)
        .mayOnlyBeAccessedByLayers(APP, CLI)
        .whereLayer(CLI)
        .mayOnlyBeAccessedByLayers(APP)
        .whereLayer(APP)
        .mayOnlyBeAccessedByLayers(CLI);
  }

  private static String[] whoMayKnow(String room) {
    int place = ROOMS.indexOf(room);
    int next = Math.max(place + 1, ROOMS.indexOf("config")); // bus and time do not know each other
    Stream<String> beside = place < CLUSTER_KNOWS ? Stream.of(CLUSTER) : Stream.empty();
    return Stream.of(ROOMS.subList(next, ROOMS.size()).stream(), beside, Stream.of(APP, CLI))
        .flatMap(Function.identity())
        .toArray(String[]::new);
  }

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
  void every_room_is_known_to_the_arrows_and_has_its_sign() throws IOException {
    Path base = Path.of("src/main/java", BASE.split("[.]"));
    List<Path> folders;
    try (Stream<Path> found = Files.walk(base)) {
      folders = found.filter(Files::isDirectory).toList();
    }
    Assertions.assertThat(folders)
        .allSatisfy(
            folder -> Assertions.assertThat(folder.resolve("package-info.java")).isRegularFile());
    Assertions.assertThat(folders)
        .filteredOn(folder -> base.equals(folder.getParent()))
        .extracting(folder -> folder.getFileName().toString())
        .allMatch(room -> ROOMS.contains(room) || Set.of(CLI, CLUSTER).contains(room));
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
