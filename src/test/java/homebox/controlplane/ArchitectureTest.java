package homebox.controlplane;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The rooms and arrows of design.md §3, held. */
@AnalyzeClasses(packages = "homebox.controlplane", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final List<String> ROOMS =
      List.of(
          "bus", "time", "config", "store", "check", "alert", "history", "notify", "web", "cli");

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
          .layer("web")
          .definedBy("..controlplane.web..")
          .layer("cli")
          .definedBy("..controlplane.cli..")
          .layer("App")
          .definedBy("homebox.controlplane")
          .whereLayer("web")
          .mayOnlyBeAccessedByLayers("App", "cli")
          .whereLayer("notify")
          .mayOnlyBeAccessedByLayers("web", "App", "cli")
          .whereLayer("history")
          .mayOnlyBeAccessedByLayers("notify", "web", "App", "cli")
          .whereLayer("alert")
          .mayOnlyBeAccessedByLayers("history", "notify", "web", "App", "cli")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("alert", "history", "notify", "web", "App", "cli")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("check", "alert", "history", "notify", "web", "App", "cli")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers(
              "store", "check", "alert", "history", "notify", "web", "App", "cli")
          .whereLayer("bus")
          .mayOnlyBeAccessedByLayers(
              "config", "store", "check", "alert", "history", "notify", "web", "App", "cli")
          .whereLayer("time")
          .mayOnlyBeAccessedByLayers(
              "config", "store", "check", "alert", "history", "notify", "web", "App", "cli");

  @ArchTest
  static final ArchRule ONLY_BUS_SAYS_EVENT_BUS =
      noClasses()
          .that(resideOutsideOfPackage("..controlplane.bus.."))
          .should()
          .callMethod(Vertx.class, "eventBus");

  @ArchTest
  static final ArchRule ONLY_TIME_SETS_A_TIMER =
      noClasses()
          .that(resideOutsideOfPackage("..controlplane.time.."))
          .should()
          .callMethodWhere(
              target(nameMatching("setTimer|setPeriodic|timer"))
                  .and(target(owner(assignableTo(Vertx.class)))));

  @ArchTest
  static final ArchRule ONLY_TIME_READS_A_CLOCK =
      noClasses()
          .that(resideOutsideOfPackage("..controlplane.time.."))
          .should()
          .callMethodWhere(
              target(
                      nameMatching(
                          "now|nanoTime|currentTimeMillis|systemUTC|systemDefaultZone|system|tick.*"))
                  .and(
                      target(
                          owner(
                              nameMatching(
                                  "java\\.time\\.(Instant|Clock|InstantSource|LocalDate|LocalTime|LocalDateTime"
                                      + "|ZonedDateTime|OffsetDateTime|Year|YearMonth)|java\\.lang\\.System")))))
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

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
}
