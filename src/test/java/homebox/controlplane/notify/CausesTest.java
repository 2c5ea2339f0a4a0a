package homebox.controlplane.notify;

import static homebox.controlplane.notify.Cases.EN;
import static homebox.controlplane.notify.Cases.FR;
import static homebox.controlplane.notify.Cases.NIGHT;
import static homebox.controlplane.notify.Cases.part;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of causes: of what others depend on, and of what is restless. */
class CausesTest {
  private static void reads(Matter matter, Rules rules, String expected) {
    reads(List.of(Part.of(matter, "x")), rules, expected);
  }

  private static void reads(List<Part> parts, Rules rules, String expected) {
    String shown = Cases.shown(Composer.compose(parts, rules)).replace('\u00a0', '~');
    assertThat(shown).isEqualTo(expected.stripTrailing());
  }

  private static Fact with(Fact fact, Fact.Dependents some) {
    return new Fact(
        fact.kind(),
        fact.service(),
        fact.group(),
        fact.critical(),
        fact.level(),
        fact.at(),
        fact.was(),
        fact.seen(),
        Optional.of(some));
  }

  private static Own.Flapping flapping(String level, int changes, Duration length) {
    return new Own.Flapping(
        "Neron",
        true,
        level,
        NIGHT,
        Optional.of(changes).filter(some -> some > 0),
        Optional.ofNullable(length));
  }

  @Test
  void who_depends_on_it_and_has_failed() {
    Fact fact = with(Cases.down("Neron"), new Fact.Dependents(40, List.of("Box", "Nas"), 3));
    assertThat(FactJson.read(FactJson.write(fact))).isEqualTo(fact);
    reads(
        List.of(part(fact)),
        EN,
        """
        🔴 **ALERT — Service DOWN**
        **Neron**

        Status: DOWN since 2026-11-24 03:12:45
        Error: Nobody listens at localhost:3000.
        Failed after: 12 ms
        40 services depend on it.
        Failed so far: Box, Nas, and 3 more
        http://neron.lan:3000/
        """);
  }

  @Test
  void restless() {
    Own.Flapping begin = flapping("DOWN", 6, null);
    assertThat(FactJson.read(FactJson.write(begin))).isEqualTo(begin);
    reads(
        begin,
        EN,
        """
        ⚠️ **FLAPPING — Service unsteady**
        **Neron**

        Status: DOWN since 2026-11-24 03:12:45
        6 changes within its last 20 checks.
        Until it settles, nothing more is told of it.
        """);
  }

  @Test
  void at_rest_again() {
    Own.Flapping end = flapping("DOWN", 0, Duration.ofMinutes(12));
    assertThat(FactJson.read(FactJson.write(end))).isEqualTo(end);
    reads(
        end,
        FR,
        """
        🔴 **FIN D’INSTABILITÉ — Service DOWN**
        **Neron**

        Statut~: DOWN depuis le 24/11/2026 à 03:12:45
        Instable pendant~: 12 min
        """);
  }
}
