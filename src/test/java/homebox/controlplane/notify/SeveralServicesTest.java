package homebox.controlplane.notify;

import static homebox.controlplane.notify.Cases.EN;
import static homebox.controlplane.notify.Cases.FR;
import static homebox.controlplane.notify.Cases.NIGHT;
import static homebox.controlplane.notify.Cases.REFUSED;
import static homebox.controlplane.notify.Cases.STATUS;
import static homebox.controlplane.notify.Cases.back;
import static homebox.controlplane.notify.Cases.backButSlow;
import static homebox.controlplane.notify.Cases.down;
import static homebox.controlplane.notify.Cases.part;
import static homebox.controlplane.notify.Cases.reminder;
import static homebox.controlplane.notify.Cases.repeated;
import static homebox.controlplane.notify.Cases.slow;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages about several services. */
class SeveralServicesTest {
  private static final Duration TWO = Duration.ofSeconds(2);

  private static void reads(List<Part> parts, Rules rules, String expected) {
    String shown = Cases.shown(Composer.compose(parts, rules)).replace('\u00a0', '~');
    assertThat(shown).isEqualTo(expected.stripTrailing());
  }

  private static Fact notCritical(String name) {
    return Cases.down(name, false, NIGHT, REFUSED, Optional.empty());
  }

  @Test
  void what_homebox_says_of_itself_stands_beside_it() {
    Fact homebox = Cases.down("Homebox", true, NIGHT.plus(TWO), STATUS, Optional.of(503));
    reads(
        List.of(part(down("Neron")), Cases.saying(homebox, false, "")),
        EN,
        """
        🔴 **ALERT — 2 services DOWN**

        🔴 **Neron** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        🔴 **Homebox** — The status is 503, expected is 200-299. (since 2026-11-24 03:12:47), says it is not well
        """);
    reads(
        List.of(
            part(back("Neron", "DOWN", TWO)), Cases.saying(back("Box", "DOWN", TWO), true, "v1")),
        FR,
        """
        🟢 **RÉCUPÉRATION — 2 services UP**

        🟢 **Neron** — DOWN 2 s, de nouveau UP
        🟢 **Box** — DOWN 2 s, de nouveau UP, version v1, se dit en bonne santé
        """);
  }

  @Test
  void three_down() {
    var parts =
        List.of(
            part(down("Neron")),
            part(notCritical("Wiki")),
            part(Cases.down("Homebox", true, NIGHT.plus(TWO), STATUS, Optional.of(503))));
    reads(
        parts,
        EN,
        """
        🔴 **ALERT — 3 services DOWN**

        🔴 **Neron** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        🔴 **Homebox** — The status is 503, expected is 200-299. (since 2026-11-24 03:12:47)
        🟡 **Wiki** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        """);
    reads(
        parts,
        FR,
        """
        🔴 **ALERTE — 3 services DOWN**

        🔴 **Neron** — Personne n’écoute à l’adresse localhost:3000. (depuis le 24/11/2026 à 03:12:45)
        🔴 **Homebox** — Le statut est 503 au lieu de 200-299. (depuis le 24/11/2026 à 03:12:47)
        🟡 **Wiki** — Personne n’écoute à l’adresse localhost:3000. (depuis le 24/11/2026 à 03:12:45)
        """);
  }

  @Test
  void only_what_is_not_critical_makes_no_sound() {
    var parts = List.of(part(notCritical("A")), part(notCritical("B")));
    reads(
        parts,
        EN,
        """
        (silent) 🟡 **ALERT — 2 services DOWN**

        🟡 **A** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        🟡 **B** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        """);
  }

  @Test
  void the_worst_word_first_and_the_others_below() {
    var parts =
        List.of(
            part(back("Homebox", "DOWN", Duration.ofSeconds(252))),
            part(slow("Wiki")),
            part(down("Neron")),
            part(backButSlow("Mail", TWO)));
    reads(
        parts,
        EN,
        """
        🔴 **ALERT — 1 service DOWN**

        🔴 **Neron** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)

        ⚠️ **WARNING — 1 service degraded**
        ⚠️ **Wiki** — 6.243 s, threshold 5 s

        🟢 **RECOVERY — 2 services UP**
        🟢 **Homebox** — DOWN 4 min 12 s, UP again
        🟢 **Mail** — DOWN 2 s, UP again, but slow
        """);
    reads(
        parts,
        FR,
        """
        🔴 **ALERTE — 1 service DOWN**

        🔴 **Neron** — Personne n’écoute à l’adresse localhost:3000. (depuis le 24/11/2026 à 03:12:45)

        ⚠️ **AVERTISSEMENT — 1 service dégradé**
        ⚠️ **Wiki** — 6,243 s, seuil 5 s

        🟢 **RÉCUPÉRATION — 2 services UP**
        🟢 **Homebox** — DOWN 4 min 12 s, de nouveau UP
        🟢 **Mail** — DOWN 2 s, de nouveau UP, mais lent
        """);
  }

  @Test
  void degraded_ones() {
    var parts = List.of(part(slow("A")), part(slow("B")), part(slow("C")));
    reads(
        parts,
        EN,
        """
        ⚠️ **WARNING — 3 services degraded**

        ⚠️ **A** — 6.243 s, threshold 5 s
        ⚠️ **B** — 6.243 s, threshold 5 s
        ⚠️ **C** — 6.243 s, threshold 5 s
        """);
    reads(
        parts,
        FR,
        """
        ⚠️ **AVERTISSEMENT — 3 services dégradés**

        ⚠️ **A** — 6,243 s, seuil 5 s
        ⚠️ **B** — 6,243 s, seuil 5 s
        ⚠️ **C** — 6,243 s, seuil 5 s
        """);
  }

  @Test
  void all_back_after_each_was_down_within_the_same_message() {
    var parts =
        List.of(
            part(down("A")),
            part(down("B")),
            part(back("A", "DOWN", TWO)),
            part(back("B", "DOWN", TWO)));
    reads(
        parts,
        EN,
        """
        🟢 **RECOVERY — 2 services UP**

        🟢 **A** — DOWN 2 s, UP again
        🟢 **B** — DOWN 2 s, UP again
        """);
    reads(
        parts,
        FR,
        """
        🟢 **RÉCUPÉRATION — 2 services UP**

        🟢 **A** — DOWN 2 s, de nouveau UP
        🟢 **B** — DOWN 2 s, de nouveau UP
        """);
  }

  @Test
  void one_came_back_and_went_again() {
    Fact again = Cases.down("A", true, NIGHT.plusSeconds(5), STATUS, Optional.of(503));
    var parts =
        List.of(part(down("A")), part(back("A", "DOWN", TWO)), part(again), part(slow("B")));
    reads(
        parts,
        EN,
        """
        🔴 **ALERT — 1 service DOWN**

        🔴 **A** — DOWN 2 s, UP 3 s, DOWN again — The status is 503, expected is 200-299. (since 2026-11-24 03:12:50)

        ⚠️ **WARNING — 1 service degraded**
        ⚠️ **B** — 6.243 s, threshold 5 s
        """);
    reads(
        parts,
        FR,
        """
        🔴 **ALERTE — 1 service DOWN**

        🔴 **A** — DOWN 2 s, UP 3 s, de nouveau DOWN — Le statut est 503 au lieu de 200-299. (depuis le 24/11/2026 à 03:12:50)

        ⚠️ **AVERTISSEMENT — 1 service dégradé**
        ⚠️ **B** — 6,243 s, seuil 5 s
        """);
  }

  @Test
  void services_that_are_watched_no_more_stand_under_all_others() {
    var parts =
        List.of(
            part(Cases.removed("NAS")),
            part(down("A")),
            part(Cases.removed("Printer")),
            part(slow("B")));
    reads(
        parts,
        EN,
        """
        🔴 **ALERT — 1 service DOWN**

        🔴 **A** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)

        ⚠️ **WARNING — 1 service degraded**
        ⚠️ **B** — 6.243 s, threshold 5 s

        No longer watched: NAS (was DOWN since 2026-11-24 03:12:45)
        No longer watched: Printer (was DOWN since 2026-11-24 03:12:45)
        """);
  }

  @Test
  void of_many_that_are_watched_no_more_those_that_do_not_fit_wait_for_the_next_message() {
    var changes = List.of(part(down("A")), part(down("B")));
    var removed =
        IntStream.rangeClosed(1, 300).mapToObj(n -> part(Cases.removed("Service " + n))).toList();
    var parts = Stream.concat(changes.stream(), removed.stream()).toList();

    int fits = Composer.fitting(parts, EN);
    assertThat(fits).isBetween(10, 200);
    assertThat(Composer.compose(parts.subList(0, fits), EN).text())
        .contains("🔴 A — ", "Service " + (fits - 2) + " (")
        .doesNotContain("more");
    assertThat(Composer.compose(parts, EN).text())
        .hasSizeLessThanOrEqualTo(4096)
        .containsPattern("\nand 2\\d\\d more no longer watched$");
    assertThat(Composer.compose(parts, FR).text())
        .containsPattern("\net 2\\d\\d autres qui ne sont plus surveillés$");
    assertThat(Composer.compose(parts.subList(0, fits), EN).silent()).isFalse();
  }

  @Test
  void one_that_is_watched_no_more_may_be_meant_for_another_channel() {
    var removed =
        new Part(Cases.removed("NAS"), "nas", Optional.empty(), true, false, Optional.of("mail"));
    assertThat(Composer.compose(List.of(part(down("A")), removed), EN).text())
        .startsWith("🔴 ALERT — Service DOWN\n")
        .endsWith("NAS (was DOWN since 2026-11-24 03:12:45) (possible repeat) (for mail)");
  }

  @Test
  void watched_no_more_and_nothing_else() {
    reads(
        List.of(part(Cases.removed("NAS"))),
        EN,
        """
        (silent) ℹ️ **No longer watched**

        No longer watched: NAS (was DOWN since 2026-11-24 03:12:45)
        """);
  }

  @Test
  void reminders_share_a_message() {
    var parts =
        List.of(
            part(reminder("A", 1, Duration.ofHours(1))),
            part(reminder("B", 3, Duration.ofHours(7))));
    reads(
        parts,
        EN,
        """
        🔴 **ALERT — 2 services still DOWN**

        🔴 **A** — Connected, but no answer within 10 s. (since 2026-11-24 03:12:45, reminder 1)
        🔴 **B** — Connected, but no answer within 10 s. (since 2026-11-24 03:12:45, reminder 3)
        """);
    reads(
        parts,
        FR,
        """
        🔴 **ALERTE — 2 services toujours DOWN**

        🔴 **A** — Connecté, mais pas de réponse en 10 s. (depuis le 24/11/2026 à 03:12:45, rappel 1)
        🔴 **B** — Connecté, mais pas de réponse en 10 s. (depuis le 24/11/2026 à 03:12:45, rappel 3)
        """);
  }

  @Test
  void a_possible_repeat_stands_beside_its_service_if_the_others_are_none() {
    var part = new Part(down("C"), "C", Optional.empty(), false, true, Optional.of("mail"));
    reads(
        List.of(repeated(down("A")), part(down("B")), part),
        EN,
        """
        🔴 **ALERT — 3 services DOWN**

        🔴 **A** (possible repeat) — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        🔴 **B** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        🔴 **C** (not stored) (for mail) — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        """);
    assertThat(Composer.compose(List.of(repeated(down("A")), repeated(slow("B"))), FR).text())
        .startsWith("🔴 ALERTE — 1 service DOWN (répétition possible)\n");
  }

  @Test
  void names_are_as_they_are() {
    var parts =
        List.of(
            part(down("<b>*_`[x](y) \"a\" & 'b'")),
            part(down("🏠🏽‍🔧")),
            part(down("שירות הבית")));
    reads(
        parts,
        EN,
        """
        🔴 **ALERT — 3 services DOWN**

        🔴 **<b>*_`[x](y) "a" & 'b'** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        🔴 **🏠🏽‍🔧** — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        🔴 ⁨**שירות הבית**⁩ — Nobody listens at localhost:3000. (since 2026-11-24 03:12:45)
        """);
  }

  @Test
  void what_does_not_fit_is_counted_names_before_details() {
    var parts = IntStream.rangeClosed(1, 300).mapToObj(n -> part(down("Service " + n))).toList();
    reads(
        parts,
        Cases.rules(Locale.ENGLISH, 80),
        """
        🔴 **ALERT — 300 services DOWN**

        🔴 **Service 1**
        🔴 **Service 2**
        and 298 more
        """);
    reads(
        parts.subList(0, 3),
        Cases.rules(Locale.FRENCH, 130),
        """
        🔴 **ALERTE — 3 services DOWN**

        🔴 **Service 1**
        🔴 **Service 2**
        🔴 **Service 3**
        """);
  }

  @Test
  void a_handful_of_messages_names_three_hundred() {
    List<Part> left =
        IntStream.rangeClosed(1, 300)
            .mapToObj(n -> part(down("A service with a name of usual length, " + n)))
            .toList();
    int messages = 0;
    while (!left.isEmpty()) {
      int fits = Composer.fitting(left, EN);
      Letter letter = Composer.compose(left.subList(0, fits), EN);
      assertThat(letter.text()).doesNotContain(" more").hasSizeLessThanOrEqualTo(4096);
      left = left.subList(fits, left.size());
      messages++;
    }
    assertThat(messages).isEqualTo(4);
  }
}
