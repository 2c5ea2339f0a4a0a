package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Probe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that another node may ask for us. */
class SharedProbeTest {
  private final Asked own = new Asked();
  private final Asked far = new Asked();
  private final List<Answer> heard = new ArrayList<>();
  private final List<Optional<Answer>> before = new ArrayList<>();
  private Optional<Probe> elsewhere = Optional.of(far);
  private final Probe probe = new SharedProbe(own, () -> elsewhere, this::hear);

  private static final class Asked implements Probe {
    private final List<Promise<Answer>> looks = new ArrayList<>();
    private int abandoned;

    @Override
    public Look look() {
      Promise<Answer> answer = Promise.promise();
      looks.add(answer);
      return new Look() {
        @Override
        public Future<Answer> answer() {
          return answer.future();
        }

        @Override
        public void abandon() {
          abandoned++;
        }
      };
    }
  }

  private void hear(Answer seen, Optional<Answer> said) {
    heard.add(seen);
    before.add(said);
  }

  @ParameterizedTest
  @ValueSource(chars = {'s', 'f'})
  void what_is_not_good_there_is_looked_at_here(char letter) {
    Answer bad = Answers.of(letter);
    Answer good = Answers.of('g');
    Future<Answer> seen = probe.look().answer();
    far.looks.get(0).complete(bad);
    assertThat(seen.isComplete()).isFalse();
    own.looks.get(0).complete(good);
    assertThat(seen.result()).isSameAs(good);
    assertThat(heard).containsExactly(good);
    assertThat(before).containsExactly(Optional.of(bad));
  }

  @Test
  void whose_it_is_asks_it() {
    Answer answer = Answers.of('g');
    Future<Answer> seen = probe.look().answer();
    far.looks.get(0).complete(answer);
    assertThat(seen.result()).isSameAs(answer);
    assertThat(own.looks).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void what_is_ours_is_asked_here() {
    elsewhere = Optional.empty();
    Answer answer = Answers.of('g');
    Future<Answer> seen = probe.look().answer();
    own.looks.get(0).complete(answer);
    assertThat(seen.result()).isSameAs(answer);
    assertThat(far.looks).isEmpty();
    assertThat(heard).containsExactly(answer);
    assertThat(before).containsExactly(Optional.empty());
  }

  @Test
  void where_that_node_does_not_say_we_ask_ourselves() {
    Answer answer = Answers.of('g');
    Future<Answer> seen = probe.look().answer();
    assertThat(own.looks).isEmpty();
    far.looks.get(0).fail("nobody could ask");
    assertThat(seen.isComplete()).isFalse();
    own.looks.get(0).complete(answer);
    assertThat(seen.result()).isSameAs(answer);
    assertThat(heard).containsExactly(answer);
    assertThat(before).containsExactly(Optional.empty());
  }

  @Test
  void each_look_asks_anew_whose_it_is() {
    probe.look();
    elsewhere = Optional.empty();
    probe.look();
    assertThat(far.looks).hasSize(1);
    assertThat(own.looks).hasSize(1);
  }

  @Test
  void what_nobody_wants_to_know_any_more_is_given_up_where_it_is_asked() {
    Probe.Look first = probe.look();
    first.abandon();
    assertThat(far.abandoned).isOne();
    Probe.Look second = probe.look();
    far.looks.get(1).fail("nobody could ask");
    second.abandon();
    assertThat(far.abandoned).isOne();
    assertThat(own.abandoned).isOne();
    assertThat(heard).isEmpty();
  }
}
