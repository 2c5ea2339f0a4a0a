package homebox.controlplane.notify;

import static homebox.controlplane.notify.Cases.EN;
import static homebox.controlplane.notify.Cases.FR;
import static homebox.controlplane.notify.Cases.NIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What we say about ourselves. */
class OwnNoticesTest {
  private static void reads(Own own, Rules rules, String expected) {
    Letter letter = Composer.compose(List.of(Part.of(own, "")), rules);
    assertThat(Cases.shown(letter).replace('\u00a0', '~')).isEqualTo(expected.stripTrailing());
  }

  @Test
  void started() {
    var own = new Own.Started(2, Duration.ofMinutes(5), 1, NIGHT, Optional.empty());
    reads(
        own,
        EN,
        """
        ℹ️ **Control Plane started**

        Services: 2
        Interval: 5 min
        """);
    reads(
        own,
        FR,
        """
        ℹ️ **Control Plane démarré**

        Services~: 2
        Intervalle~: 5 min
        """);
  }

  @Test
  void started_often_and_without_a_page() {
    var own = new Own.Started(2, Duration.ofSeconds(90), 4, NIGHT, Optional.of("127.0.0.1:8080"));
    reads(
        own,
        EN,
        """
        ℹ️ **Control Plane started**

        Services: 2
        Interval: 1 min 30 s
        Started 4 times since 2026-11-24 03:12:45.
        No page yet: another program has 127.0.0.1:8080. Stop it, or set another web.port; we try again every 10 s.
        """);
    reads(
        own,
        FR,
        """
        ℹ️ **Control Plane démarré**

        Services~: 2
        Intervalle~: 1 min 30 s
        Démarré 4 fois depuis le 24/11/2026 à 03:12:45.
        Pas encore de page~: un autre programme occupe 127.0.0.1:8080. Arrêtez-le, ou changez web.port~; nouvel essai toutes les 10 s.
        """);
  }

  @Test
  void a_channel_refuses() {
    var own =
        new Own.Broken(
            "telegram",
            NIGHT,
            "the topic is closed: \"TOPIC_CLOSED\" (400)",
            Optional.of(Cure.OPEN_TOPIC.sentence()));
    reads(
        own,
        EN,
        """
        ⚠️ **Channel telegram does not deliver**

        Since: 2026-11-24 03:12:45
        Answer: the topic is closed: "TOPIC_CLOSED" (400)
        What to do: open the topic again or remove telegram.thread_id
        It is paused, and tested every 10 min: as soon as it takes messages again, all that is due goes out.
        """);
    reads(
        own,
        FR,
        """
        ⚠️ **Le canal telegram n’achemine rien**

        Depuis~: 24/11/2026 à 03:12:45
        Réponse~: le sujet est fermé~: "TOPIC_CLOSED" (400)
        Que faire~: rouvrez le sujet ou retirez telegram.thread_id
        Il est en pause, et testé toutes les 10 min~: dès qu’il accepte de nouveau les messages, tout ce qui est dû part.
        """);
  }

  @Test
  void a_channel_fails_for_long() {
    var own = new Own.Broken("mail", NIGHT, "No connection within 10 s.", Optional.empty());
    reads(
        own,
        EN,
        """
        ⚠️ **Channel mail does not deliver**

        Since: 2026-11-24 03:12:45
        Answer: No connection within 10 s.
        We keep trying; nothing is lost for 24 h.
        """);
    reads(
        own,
        FR,
        """
        ⚠️ **Le canal mail n’achemine rien**

        Depuis~: 24/11/2026 à 03:12:45
        Réponse~: No connection within 10 s.
        Les essais continuent~; rien n’est perdu pendant 24 h.
        """);
  }

  @Test
  void a_channel_works_again() {
    reads(
        new Own.Works("mail", Duration.ofMinutes(125)),
        EN,
        """
        ℹ️ **Channel mail delivers again**

        It delivered nothing for 2 h 5 min.
        """);
    reads(
        new Own.Works("mail", Duration.ofMinutes(125)),
        FR,
        """
        ℹ️ **Le canal mail achemine de nouveau**

        Il n’a rien acheminé pendant 2 h 5 min.
        """);
  }

  @Test
  void messages_were_given_up() {
    var own =
        new Own.GivenUp(
            "mail",
            12,
            NIGHT,
            List.of(
                new Own.Open("Wiki", true, "SLOW", NIGHT),
                new Own.Open("Neron", true, "DOWN", NIGHT),
                new Own.Open("Homebox", false, "DOWN", NIGHT)));
    reads(
        own,
        EN,
        """
        ⚠️ **Channel mail: 12 messages given up**

        Not delivered within 24 h; the oldest is from 2026-11-24 03:12:45.

        🔴 **DOWN now: 2**
        🔴 **Neron** — since 2026-11-24 03:12:45
        🟡 **Homebox** — since 2026-11-24 03:12:45

        ⚠️ **SLOW now: 1**
        ⚠️ **Wiki** — since 2026-11-24 03:12:45
        """);
    reads(
        own,
        FR,
        """
        ⚠️ **Canal mail~: 12 messages abandonnés**

        Non acheminés en 24 h~; le plus ancien est du 24/11/2026 à 03:12:45.

        🔴 **DOWN en ce moment~: 2**
        🔴 **Neron** — depuis le 24/11/2026 à 03:12:45
        🟡 **Homebox** — depuis le 24/11/2026 à 03:12:45

        ⚠️ **SLOW en ce moment~: 1**
        ⚠️ **Wiki** — depuis le 24/11/2026 à 03:12:45
        """);
  }

  @Test
  void messages_were_given_up_and_everything_is_well() {
    var own = new Own.GivenUp("mail", 1, NIGHT, List.of());
    reads(
        own,
        EN,
        """
        ⚠️ **Channel mail: 1 message given up**

        Not delivered within 24 h; the oldest is from 2026-11-24 03:12:45.
        Nothing is DOWN or SLOW now.
        """);
    reads(
        own,
        FR,
        """
        ⚠️ **Canal mail~: 1 message abandonné**

        Non acheminés en 24 h~; le plus ancien est du 24/11/2026 à 03:12:45.
        Rien n’est DOWN ni SLOW en ce moment.
        """);
  }

  @Test
  void somebody_tries_a_channel() {
    var own = new Own.Test("0.1.0", "nas");
    reads(
        own,
        EN,
        """
        ℹ️ **Test message**

        This channel works. Sent by control-plane 0.1.0 on nas.
        """);
    reads(
        own,
        FR,
        """
        ℹ️ **Message de test**

        Ce canal fonctionne. Envoyé par control-plane 0.1.0 sur nas.
        """);
  }

  @Test
  void another_node_decides() {
    var own = new Own.TookOver("barn", "attic");
    reads(
        own,
        EN,
        """
        ℹ️ **Node barn decides now**

        Node attic did before: it was stopped, or is not heard of any more.
        """);
    reads(
        own,
        FR,
        """
        ℹ️ **Le nœud barn décide maintenant**

        C’était le nœud attic auparavant~: il a été arrêté, ou ne donne plus de nouvelles.
        """);
  }

  @Test
  void one_host_alone_sees_it_down() {
    var own = new Own.SeenAlone("Box", NIGHT, List.of("attic"), 3);
    reads(
        own,
        EN,
        """
        ⚠️ **Seen down from attic only**
        **Box**

        Since: 2026-11-24 03:12:45
        1 of 3 hosts sees it fail. It does not count as DOWN.
        """);
    reads(
        own,
        FR,
        """
        ⚠️ **Vu DOWN depuis attic seulement**
        **Box**

        Depuis~: 24/11/2026 à 03:12:45
        1 hôte sur 3 le voit en échec. Il ne compte pas comme DOWN.
        """);
  }

  @Test
  void a_node_that_decides_is_cut_off() {
    var own = new Own.CutOff("attic", NIGHT, 3, List.of("Box", "NAS"));
    reads(
        own,
        EN,
        """
        🔴 **Node attic does not reach the database**

        Since: 2026-11-24 03:12:45
        Until it does, it decides nothing, and tells nobody of outages.
        Seen from here, 2 of 3 services do not answer now:
        • Box
        • NAS
        """);
    reads(
        own,
        FR,
        """
        🔴 **Le nœud attic n’atteint pas la base de données**

        Depuis~: 24/11/2026 à 03:12:45
        D’ici là, il ne décide rien et ne signale aucune panne.
        Vu d’ici, 2 services sur 3 ne répondent pas~:
        • Box
        • NAS
        """);
  }

  @Test
  void a_node_that_sees_all_well_or_asks_nobody_is_cut_off() {
    reads(
        new Own.CutOff("attic", NIGHT, 1, List.of()),
        EN,
        """
        🔴 **Node attic does not reach the database**

        Since: 2026-11-24 03:12:45
        Until it does, it decides nothing, and tells nobody of outages.
        Seen from here, the service answers.
        """);
    reads(
        new Own.CutOff("attic", NIGHT, 0, List.of()),
        FR,
        """
        🔴 **Le nœud attic n’atteint pas la base de données**

        Depuis~: 24/11/2026 à 03:12:45
        D’ici là, il ne décide rien et ne signale aucune panne.
        Il n’interroge lui-même aucun service~: un autre nœud décide, s’il atteint la base de données.
        """);
  }

  @Test
  void our_own_notices_leave_alone() {
    Part own = Part.of(new Own.Works("mail", Duration.ofMinutes(5)), "");
    assertThatIllegalArgumentException().isThrownBy(() -> Composer.compose(List.of(own, own), EN));
    assertThatIllegalArgumentException().isThrownBy(() -> Composer.compose(List.of(), EN));
  }
}
