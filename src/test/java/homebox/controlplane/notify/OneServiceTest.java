package homebox.controlplane.notify;

import static homebox.controlplane.notify.Cases.EN;
import static homebox.controlplane.notify.Cases.FR;
import static homebox.controlplane.notify.Cases.NIGHT;
import static homebox.controlplane.notify.Cases.STATUS;
import static homebox.controlplane.notify.Cases.back;
import static homebox.controlplane.notify.Cases.backButSlow;
import static homebox.controlplane.notify.Cases.down;
import static homebox.controlplane.notify.Cases.part;
import static homebox.controlplane.notify.Cases.reminder;
import static homebox.controlplane.notify.Cases.slow;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Phases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages about one service, as the person reads them who is woken by them. */
class OneServiceTest {
  private static void reads(Fact fact, Rules rules, String expected) {
    reads(List.of(part(fact)), rules, expected);
  }

  private static void reads(List<Part> parts, Rules rules, String expected) {
    String shown = Cases.shown(Composer.compose(parts, rules)).replace('\u00a0', '~');
    assertThat(shown).isEqualTo(expected.stripTrailing());
  }

  @Test
  void it_is_down() {
    reads(
        Cases.down("Neron"),
        EN,
        """
        🔴 **ALERT — Service DOWN**
        **Neron**

        Status: DOWN since 2026-11-24 03:12:45
        Error: Nobody listens at localhost:3000.
        Failed after: 12 ms
        http://neron.lan:3000/
        """);
  }

  @Test
  void down_by_status_and_not_critical() {
    Fact fact = Cases.down("Wiki", false, NIGHT, STATUS, Optional.of(503));
    reads(
        fact,
        EN,
        """
        (silent) 🟡 **ALERT — Service DOWN**
        **Wiki**

        Status: DOWN since 2026-11-24 03:12:45
        HTTP code: 503
        Error: The status is 503, expected is 200-299.
        Failed after: 12 ms
        """);
    reads(
        fact,
        FR,
        """
        (silent) 🟡 **ALERTE — Service DOWN**
        **Wiki**

        Statut~: DOWN depuis le 24/11/2026 à 03:12:45
        Code HTTP~: 503
        Erreur~: Le statut est 503 au lieu de 200-299.
        Échec après~: 12 ms
        """);
  }

  @Test
  void down_in_french() {
    reads(
        Cases.down("Neron"),
        FR,
        """
        🔴 **ALERTE — Service DOWN**
        **Neron**

        Statut~: DOWN depuis le 24/11/2026 à 03:12:45
        Erreur~: Personne n’écoute à l’adresse localhost:3000.
        Échec après~: 12 ms
        http://neron.lan:3000/
        """);
  }

  @Test
  void slow_now() {
    reads(
        slow("Neron"),
        EN,
        """
        ⚠️ **WARNING — Degraded performance**
        **Neron**

        Status: SLOW since 2026-11-24 03:12:45
        Response time: 6.243 s
        Threshold: 5 s
        http://neron.lan:3000/
        """);
    reads(
        slow("Neron"),
        FR,
        """
        ⚠️ **AVERTISSEMENT — Performance dégradée**
        **Neron**

        Statut~: SLOW depuis le 24/11/2026 à 03:12:45
        Temps de réponse~: 6,243 s
        Seuil~: 5 s
        http://neron.lan:3000/
        """);
  }

  @Test
  void where_the_time_went() {
    var phases =
        new Phases(
            Duration.ofMillis(3),
            Duration.ofNanos(1_700_000),
            Duration.ofMillis(20),
            Duration.ofMillis(4_913),
            Duration.ofMillis(1_305));
    reads(
        Cases.timed(slow("Neron"), phases),
        EN,
        """
        ⚠️ **WARNING — Degraded performance**
        **Neron**

        Status: SLOW since 2026-11-24 03:12:45
        Response time: 6.243 s
        Threshold: 5 s
        Phases: DNS 3 ms, connect 1 ms, TLS 20 ms, wait 4.9 s, transfer 1.3 s
        http://neron.lan:3000/
        """);
    reads(
        Cases.timed(Cases.down("Wiki", true, NIGHT, STATUS, Optional.of(503)), phases),
        FR,
        """
        🔴 **ALERTE — Service DOWN**
        **Wiki**

        Statut~: DOWN depuis le 24/11/2026 à 03:12:45
        Code HTTP~: 503
        Erreur~: Le statut est 503 au lieu de 200-299.
        Échec après~: 12 ms
        Phases~: DNS 3 ms, connexion 1 ms, TLS 20 ms, attente 4,9 s, transfert 1,3 s
        """);
  }

  @Test
  void phases_that_were_not_reached_or_took_no_time_are_not_named() {
    var waited = new Phases(ZERO, Duration.ofNanos(300_000), ZERO, Duration.ofSeconds(10), ZERO);
    assertThat(text(Cases.timed(down("Neron"), waited))).contains("\nPhases: wait 10 s\n");
    var refused = new Phases(Duration.ofNanos(9_000), Duration.ofNanos(300_000), ZERO, ZERO, ZERO);
    assertThat(text(Cases.timed(down("Neron"), refused))).doesNotContain("Phases");
  }

  private static String text(Fact fact) {
    return Composer.compose(List.of(part(fact)), EN).text();
  }

  @Test
  void a_reminder_of_which_nobody_knows_how_long_it_took_does_not_say_so() {
    Fact fact = reminder("Neron", 1, Duration.ofHours(1));
    var seen =
        new Fact.Seen(
            Optional.empty(),
            ZERO,
            Phases.NONE,
            Optional.empty(),
            fact.seen().failure(),
            fact.seen().link(),
            1);
    var unknown = new Fact(fact.kind(), "Neron", true, "DOWN", fact.at(), fact.was(), seen);
    assertThat(text(unknown)).contains("reminder 1").doesNotContain("Failed after");
  }

  @Test
  void a_message_about_one_incident_links_to_it_and_any_other_to_the_page() {
    var rules =
        new Rules(EN.language(), EN.zone(), 4096, Optional.of("https://status.lan/x"), Set.of());
    Part down = about("a", down("Neron"));
    Part back = about("a", back("Neron", "DOWN", Duration.ofSeconds(2)));
    Part other = about("b", down("Wiki"));
    Part own = Part.of(new Own.Works("mail", Duration.ofMinutes(5)), "");
    assertThat(Composer.compose(List.of(down), rules).text())
        .endsWith("\n\nPage: https://status.lan/x/#/incidents/a");
    assertThat(Composer.compose(List.of(down, back), rules).text())
        .endsWith("\n\nPage: https://status.lan/x/#/incidents/a");
    assertThat(Composer.compose(List.of(down, other), rules).text())
        .endsWith("\n\nPage: https://status.lan/x");
    assertThat(Composer.compose(List.of(own), rules).text())
        .endsWith("\n\nPage: https://status.lan/x");
  }

  private static Part about(String incident, Fact fact) {
    return new Part(fact, fact.service(), Optional.of(incident), false, false, Optional.empty());
  }

  @Test
  void what_homebox_says_of_itself_is_a_line_below() {
    Part back = Cases.saying(Cases.back("Neron", "DOWN", Duration.ofMinutes(4)), true, "v0.21.0");
    reads(
        List.of(back),
        EN,
        """
        🟢 **RECOVERY — Service UP**
        **Neron**

        Status: UP since 2026-11-24 03:16:45
        Response time: 120 ms
        Downtime: 4 min
        Homebox: version v0.21.0, says it is well
        http://neron.lan:3000/
        """);
    reads(
        List.of(back),
        FR,
        """
        🟢 **RÉCUPÉRATION — Service UP**
        **Neron**

        Statut~: UP depuis le 24/11/2026 à 03:16:45
        Temps de réponse~: 120 ms
        Indisponibilité~: 4 min
        Homebox~: version v0.21.0, se dit en bonne santé
        http://neron.lan:3000/
        """);
  }

  @Test
  void a_service_that_is_watched_no_more_stands_below() {
    var parts = List.of(part(Cases.down("Neron")), part(Cases.removed("NAS")));
    reads(
        parts,
        EN,
        """
        🔴 **ALERT — Service DOWN**
        **Neron**

        Status: DOWN since 2026-11-24 03:12:45
        Error: Nobody listens at localhost:3000.
        Failed after: 12 ms
        http://neron.lan:3000/

        No longer watched: NAS (was DOWN since 2026-11-24 03:12:45)
        """);
    reads(
        parts,
        FR,
        """
        🔴 **ALERTE — Service DOWN**
        **Neron**

        Statut~: DOWN depuis le 24/11/2026 à 03:12:45
        Erreur~: Personne n’écoute à l’adresse localhost:3000.
        Échec après~: 12 ms
        http://neron.lan:3000/

        N’est plus surveillé~: NAS (était DOWN depuis le 24/11/2026 à 03:12:45)
        """);
  }

  @Test
  void it_makes_a_sound_if_anything_in_it_does() {
    Part alert = part(down("A"));
    Part warning = part(slow("B"));
    Part works = Part.of(new Own.Works("mail", Duration.ofMinutes(5)), "");
    assertThat(silent(Set.of(), alert)).isFalse();
    assertThat(silent(Set.of("ALERT"), alert)).isTrue();
    assertThat(silent(Set.of("WARNING"), alert, warning)).isFalse();
    assertThat(silent(Set.of("WARNING", "ALERT"), alert, warning)).isTrue();
    assertThat(silent(Set.of("ALERT"), alert, part(Cases.removed("NAS")))).isTrue();
    assertThat(silent(Set.of("ALERT"), part(reminder("A", 1, Duration.ofHours(1))))).isFalse();
    assertThat(silent(Set.of("REPORT"), works)).isFalse();
    assertThat(silent(Set.of("INFO"), works)).isTrue();
  }

  private static boolean silent(Set<String> kinds, Part... parts) {
    var rules = new Rules(EN.language(), EN.zone(), 4096, Optional.empty(), kinds);
    return Composer.compose(List.of(parts), rules).silent();
  }

  @Test
  void back_after_an_outage() {
    reads(
        back("Neron", "DOWN", Duration.ofSeconds(252)),
        EN,
        """
        🟢 **RECOVERY — Service UP**
        **Neron**

        Status: UP since 2026-11-24 03:16:57
        Response time: 120 ms
        Downtime: 4 min 12 s
        http://neron.lan:3000/
        """);
    reads(
        back("Neron", "DOWN", Duration.ofSeconds(252)),
        FR,
        """
        🟢 **RÉCUPÉRATION — Service UP**
        **Neron**

        Statut~: UP depuis le 24/11/2026 à 03:16:57
        Temps de réponse~: 120 ms
        Indisponibilité~: 4 min 12 s
        http://neron.lan:3000/
        """);
  }

  @Test
  void back_from_slowness_was_never_down() {
    reads(
        back("Neron", "SLOW", Duration.ofHours(30)),
        EN,
        """
        🟢 **RECOVERY — Service UP**
        **Neron**

        Status: UP since 2026-11-25 09:12:45
        Response time: 120 ms
        Slow for: 1 d 6 h
        http://neron.lan:3000/
        """);
    reads(
        back("Neron", "SLOW", Duration.ofHours(30)),
        FR,
        """
        🟢 **RÉCUPÉRATION — Service UP**
        **Neron**

        Statut~: UP depuis le 25/11/2026 à 09:12:45
        Temps de réponse~: 120 ms
        Lent pendant~: 1 j 6 h
        http://neron.lan:3000/
        """);
  }

  @Test
  void back_but_slow() {
    reads(
        backButSlow("Neron", Duration.ofMillis(2_137)),
        EN,
        """
        🟢 **RECOVERY — Service UP, but slow**
        **Neron**

        Status: SLOW since 2026-11-24 03:12:47
        Response time: 6.243 s
        Threshold: 5 s
        Downtime: 2.1 s
        http://neron.lan:3000/
        """);
    reads(
        backButSlow("Neron", Duration.ofMillis(2_137)),
        FR,
        """
        🟢 **RÉCUPÉRATION — Service UP, mais lent**
        **Neron**

        Statut~: SLOW depuis le 24/11/2026 à 03:12:47
        Temps de réponse~: 6,243 s
        Seuil~: 5 s
        Indisponibilité~: 2,1 s
        http://neron.lan:3000/
        """);
  }

  @Test
  void still_down() {
    reads(
        reminder("Neron", 2, Duration.ofMinutes(125)),
        EN,
        """
        🔴 **ALERT — Service still DOWN (reminder 2)**
        **Neron**

        Status: DOWN since 2026-11-24 03:12:45
        Downtime: 2 h 5 min
        Error: Connected, but no answer within 10 s.
        Failed after: 10 s
        http://neron.lan:3000/
        """);
    reads(
        reminder("Neron", 2, Duration.ofMinutes(125)),
        FR,
        """
        🔴 **ALERTE — Service toujours DOWN (rappel 2)**
        **Neron**

        Statut~: DOWN depuis le 24/11/2026 à 03:12:45
        Indisponibilité~: 2 h 5 min
        Erreur~: Connecté, mais pas de réponse en 10 s.
        Échec après~: 10 s
        http://neron.lan:3000/
        """);
  }

  @Test
  void down_and_back_in_one_message() {
    var parts = List.of(part(down("Neron")), part(back("Neron", "DOWN", Duration.ofSeconds(2))));
    reads(
        parts,
        EN,
        """
        🟢 **RECOVERY — Service UP**
        **Neron**

        DOWN 2 s, UP again
        ALERT: 2026-11-24 03:12:45 — Nobody listens at localhost:3000.
        RECOVERY: 2026-11-24 03:12:47 — 120 ms
        http://neron.lan:3000/
        """);
    reads(
        parts,
        FR,
        """
        🟢 **RÉCUPÉRATION — Service UP**
        **Neron**

        DOWN 2 s, de nouveau UP
        ALERTE~: 24/11/2026 à 03:12:45 — Personne n’écoute à l’adresse localhost:3000.
        RÉCUPÉRATION~: 24/11/2026 à 03:12:47 — 120 ms
        http://neron.lan:3000/
        """);
  }

  @Test
  void down_and_called_to_mind_in_one_message() {
    var parts = List.of(part(down("Neron")), part(reminder("Neron", 1, Duration.ofHours(1))));
    reads(
        parts,
        EN,
        """
        🔴 **ALERT — Service still DOWN (reminder 1)**
        **Neron**

        DOWN (reminder 1)
        ALERT: 2026-11-24 03:12:45 — Nobody listens at localhost:3000.
        REMINDER 1: after 1 h — Connected, but no answer within 10 s.
        http://neron.lan:3000/
        """);
    reads(
        parts,
        FR,
        """
        🔴 **ALERTE — Service toujours DOWN (rappel 1)**
        **Neron**

        DOWN (rappel 1)
        ALERTE~: 24/11/2026 à 03:12:45 — Personne n’écoute à l’adresse localhost:3000.
        RAPPEL 1~: après 1 h — Connecté, mais pas de réponse en 10 s.
        http://neron.lan:3000/
        """);
  }

  @Test
  void what_may_have_come_before_and_what_is_not_kept_says_so() {
    var part = new Part(down("Neron"), "neron", Optional.empty(), true, true, Optional.of("mail"));
    reads(
        List.of(part),
        EN,
        """
        🔴 **ALERT — Service DOWN** (possible repeat) (not stored)
        **Neron**
        For the channel mail, which is not delivering now.

        Status: DOWN since 2026-11-24 03:12:45
        Error: Nobody listens at localhost:3000.
        Failed after: 12 ms
        http://neron.lan:3000/
        """);
    reads(
        List.of(part),
        FR,
        """
        🔴 **ALERTE — Service DOWN** (répétition possible) (non enregistré)
        **Neron**
        Pour le canal mail, qui n’achemine rien en ce moment.

        Statut~: DOWN depuis le 24/11/2026 à 03:12:45
        Erreur~: Personne n’écoute à l’adresse localhost:3000.
        Échec après~: 12 ms
        http://neron.lan:3000/
        """);
  }

  @Test
  void with_the_address_of_our_page() {
    var rules =
        new Rules(EN.language(), EN.zone(), 4096, Optional.of("https://status.lan/"), Set.of());
    reads(
        slow("Wiki"),
        rules,
        """
        ⚠️ **WARNING — Degraded performance**
        **Wiki**

        Status: SLOW since 2026-11-24 03:12:45
        Response time: 6.243 s
        Threshold: 5 s

        Page: https://status.lan/
        """);
  }

  @Test
  void the_hour_that_autumn_has_twice() {
    var fact =
        Cases.down(
            "Wiki",
            true,
            java.time.Instant.parse("2026-10-25T01:30:00Z"),
            Cases.REFUSED,
            Optional.empty());
    assertThat(Composer.compose(List.of(part(fact)), EN).text())
        .contains("since 2026-10-25 02:30:00 +01:00");
  }
}
