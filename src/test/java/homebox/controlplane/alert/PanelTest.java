package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Votes.Saw;
import homebox.controlplane.alert.Votes.Vote;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.testkit.EachDatabase;
import homebox.controlplane.testkit.Place;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service counts as DOWN when most hosts see it fail. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EachDatabase
class PanelTest {
  private static final AlertPlan TELEGRAM = new AlertPlan(List.of("telegram"), Optional.empty());

  private final Others others = new Others();
  private final List<SeenAlone> alone = new CopyOnWriteArrayList<>();
  private Place place;

  @BeforeEach
  void here(Place given) {
    place = given;
  }

  /** Two hosts beside us, who say what they are told to say when they are. */
  private static final class Others implements Panel {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Promise<Optional<Votes>>> waiting = new CopyOnWriteArrayList<>();

    @Override
    public void ask(ServiceConfig service) {
      asked.add(service.id());
    }

    @Override
    public Future<Optional<Votes>> verdict(ServiceConfig service) {
      Promise<Optional<Votes>> verdict = Promise.promise();
      waiting.add(verdict);
      return verdict.future();
    }

    @Override
    public void over(String service) {
      asked.add("over " + service);
    }

    void say(Saw... saws) {
      var votes = new ArrayList<Vote>();
      votes.add(new Vote("attic", Optional.empty(), Saw.DOWN, Optional.empty()));
      for (Saw saw : saws) {
        votes.add(new Vote("barn" + votes.size(), Optional.empty(), saw, Optional.empty()));
      }
      waiting.remove(0).complete(Optional.of(new Votes(votes)));
    }
  }

  private AlertRig rig() {
    var rig =
        new AlertRig(
            place,
            AlertRig.NOON,
            TELEGRAM,
            List.of(AlertRig.service("box")),
            HushPlan.NONE,
            others);
    rig.onLoop(
        () -> {
          SeenAlone.ADDRESS.subscribe(rig.vertx, alone::add);
          return Future.succeededFuture();
        });
    return rig;
  }

  private void say(AlertRig rig, Saw... saws) {
    rig.await("it waits for them", () -> !others.waiting.isEmpty());
    rig.onLoop(
        () -> {
          others.say(saws);
          return Future.succeededFuture();
        });
  }

  private static Optional<Votes> shown(AlertRig rig) {
    return rig.standings.get(rig.standings.size() - 1).unconfirmed().flatMap(it -> it.votes());
  }

  @Test
  void they_are_asked_at_the_first_failure_and_heard_at_the_last() {
    try (AlertRig rig = rig()) {
      rig.hear("box", "gf");
      rig.await("they are asked", () -> others.asked.equals(List.of("box")));
      assertThat(others.waiting).isEmpty();
      rig.hear("box", "ff");
      rig.await("it waits for them", () -> others.waiting.size() == 1);
      assertThat(rig.alert.known("box")).isEqualTo(Level.UP);
      say(rig, Saw.DOWN, Saw.UP);
      rig.await("it is down", () -> rig.alert.known("box") == Level.DOWN);
      assertThat(others.asked).containsExactly("box", "over box");
    }
    JsonObject facts = new JsonObject(place.ask("SELECT facts FROM message").get(0).get(0));
    assertThat(facts.getJsonObject("votes").getInteger("down")).isEqualTo(2);
    assertThat(facts.getString("line")).endsWith(", seen down by 2 of 3");
    JsonObject kept = new JsonObject(place.ask("SELECT votes FROM incident").get(0).get(0));
    assertThat(kept.getInteger("of")).isEqualTo(3);
  }

  @Test
  void where_most_see_it_well_it_stays_as_it_was_and_they_are_asked_again() {
    try (AlertRig rig = rig()) {
      rig.hear("box", "gfff");
      say(rig, Saw.UP, Saw.UP);
      rig.await("the votes are shown", () -> shown(rig).isPresent());
      assertThat(shown(rig).get().down()).isEqualTo(1);
      rig.hear("box", "f");
      say(rig, Saw.UP, Saw.DOWN);
      rig.await("it is down", () -> rig.alert.known("box") == Level.DOWN);
      assertThat(others.asked).containsExactly("box", "over box", "box", "over box");
      Transition down = rig.transitions.get(1);
      assertThat(down.since().at()).as("its true start").isEqualTo(AlertRig.NOON.plusSeconds(2));
    }
    assertThat(place.ask("SELECT kind FROM message")).containsExactly(List.of("ALERT"));
  }

  @Test
  void what_is_well_again_here_is_well() {
    try (AlertRig rig = rig()) {
      rig.hear("box", "gfff");
      say(rig, Saw.UP, Saw.UP);
      rig.await("the votes are shown", () -> shown(rig).isPresent());
      rig.hear("box", "g");
      rig.await("nothing speaks against it", () -> shown(rig).isEmpty());
      rig.hear("box", "f");
      rig.await("they are asked anew", () -> others.asked.size() == 3);
      rig.hear("box", "g");
      rig.await("nobody wants to know", () -> others.asked.size() == 4);
      assertThat(others.waiting).isEmpty();
    }
    assertThat(place.ask("SELECT kind FROM message")).isEmpty();
  }

  @Test
  void slow_is_our_own_word() {
    try (AlertRig rig = rig()) {
      rig.hear("box", "gsss");
      rig.await("it is slow", () -> rig.alert.known("box") == Level.SLOW);
    }
    assertThat(others.asked).isEmpty();
  }

  @Test
  void an_outage_that_few_see_for_a_quarter_of_an_hour_is_told_once() {
    try (AlertRig rig = rig()) {
      rig.hear("box", "gfff");
      say(rig, Saw.UP, Saw.UP);
      rig.await("the votes are shown", () -> shown(rig).isPresent());
      assertThat(alone).isEmpty();
      rig.advance(Witnesses.ODD);
      rig.hear("box", "f");
      say(rig, Saw.UP, Saw.NOTHING);
      rig.await("it is told", () -> alone.size() == 1);
      rig.advance(Duration.ofMinutes(1));
      rig.hear("box", "f");
      say(rig, Saw.UP, Saw.UP);
      rig.hear("box", "g");
      rig.await("it is well", () -> shown(rig).isEmpty());
      assertThat(alone)
          .containsExactly(
              new SeenAlone("box", "The box", AlertRig.NOON.plusSeconds(2), List.of("attic"), 3));
    }
  }
}
