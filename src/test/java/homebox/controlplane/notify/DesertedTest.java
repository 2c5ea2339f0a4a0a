package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Deserted;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That nobody is there to ask a service leaves once for each such time. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class DesertedTest {
  private static final Deserted ONE =
      new Deserted(List.of("barn"), List.of("Box"), NotifierRig.NOON, true);
  private static final Deserted MUTE =
      new Deserted(List.of("barn"), List.of("Box"), NotifierRig.NOON, false);
  private static final Deserted LATER =
      new Deserted(List.of("barn"), List.of("Box"), NotifierRig.NOON.plusSeconds(600), true);

  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  private static void say(NotifierRig rig, Deserted deserted) {
    rig.onLoop(
        () -> {
          Deserted.ADDRESS.publish(rig.vertx, deserted);
          return Future.succeededFuture();
        });
    rig.settle();
  }

  @Test
  void each_such_time_is_one_message() {
    try (NotifierRig rig = new NotifierRig(place, NotifierRig.NOON, Duration.ZERO)) {
      say(rig, ONE);
      say(rig, ONE);
      say(rig, MUTE);
      say(rig, LATER);
      rig.await("all of them", () -> rig.channel.texts.size() == 3);
      assertThat(place.ask("SELECT kind FROM message"))
          .containsExactly(List.of("INFO"), List.of("INFO"), List.of("INFO"));
    }
  }

  private static String letter(Locale language, Own own) {
    var letter = new OwnLetter(new Speech(language, Cases.PARIS), own);
    var draft = new Draft(4_000);
    letter.write(draft, 0);
    return letter.icon() + " " + letter.title() + draft.letter(false, null).text();
  }

  @Test
  void it_is_kept_as_it_is_said() {
    var several =
        new Own.Deserted(List.of("barn", "Lyon"), List.of("Box", "Nas"), NotifierRig.NOON, true);
    var one = new Own.Deserted(List.of("barn"), List.of("Box"), NotifierRig.NOON, false);
    for (Own own : List.of(several, one)) {
      JsonObject kept = OwnJson.write(new JsonObject(), own);
      assertThat(OwnJson.read(new JsonObject(kept.encode()))).isEqualTo(own);
    }
    assertThat(letter(Locale.ENGLISH, several))
        .startsWith("⚠️ Nobody is there to ask 2 services (barn, Lyon)")
        .contains("they count as UNKNOWN", "• Box", "• Nas");
    assertThat(letter(Locale.FRENCH, one))
        .startsWith("⚠️ Personne sur place pour interroger Box (barn)")
        .contains("le même service");
  }
}
