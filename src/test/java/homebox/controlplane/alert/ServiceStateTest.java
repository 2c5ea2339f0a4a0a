package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Incident.End;
import homebox.controlplane.alert.Incident.Kind;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state machine of design.md §7, as tables of strings: answers in, notices out. */
class ServiceStateTest {
  private record Story(String notices, List<Transition> transitions, ServiceState last) {}

  private static Timing policy(int retries, int recovery) {
    return new Timing(
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        retries,
        Duration.ofSeconds(5),
        recovery);
  }

  private static Story tell(String answers, Timing policy) {
    ServiceState state = ServiceState.UNKNOWN;
    var notices = new StringBuilder();
    var transitions = new ArrayList<Transition>();
    for (int n = 0; n < answers.length(); n++) {
      ServiceState.Step step = state.after(Answers.result(answers.charAt(n), n), policy);
      step.transition().ifPresent(transitions::add);
      notices.append(step.transition().map(t -> letter(t.change().notice())).orElse('-'));
      state = step.state();
    }
    return new Story(notices.toString(), transitions, state);
  }

  private static char letter(Notice notice) {
    return switch (notice) {
      case NONE -> '-';
      case ALERT -> 'A';
      case WARNING -> 'W';
      case RECOVERY -> 'R';
    };
  }

  @ParameterizedTest
  @CsvSource({
    // design.md §7
    "2, 1, ffg,        ---",
    "2, 1, fff,        --A",
    "2, 1, ssf,        --W",
    "2, 1, ssffff,     --W--A",
    "2, 1, fffsg,      --ARR",
    "2, 1, fsfsfs,     --W---",
    "2, 1, fffffg,     --A--R",
    // the first answer
    "2, 1, g,          -",
    "2, 1, gfff,       ---A",
    "0, 1, f,          A",
    "0, 1, s,          W",
    "2, 1, ffgfff,     -----A",
    "2, 1, sss,        --W",
    // no worse than the state ends a run
    "2, 1, gffgffg,    -------",
    "2, 1, gffsf,      ---W-",
    "2, 1, gsfg,       ----",
    "2, 1, sssffsfff,  --W-----A",
    "2, 1, sssffgfff,  --W--R--A",
    "2, 1, sssg,       --WR",
    "2, 1, ssss,       --W-",
    // recovery by several
    "0, 2, fgfgg,      A---R",
    "0, 3, fggsg,      A--R-",
    "0, 2, fgsg,       A-R-",
    "0, 2, fgsgg,      A-R-R",
    "0, 2, sgsgg,      W---R",
    "1, 2, ggffgfgg,   ---A---R",
    // without retries
    "0, 1, fsfgsf,     ARARWA",
    "0, 1, gsgsg,      -WRWR",
  })
  void answers_in_notices_out(int retries, int recovery, String answers, String notices) {
    assertThat(tell(answers, policy(retries, recovery)).notices()).isEqualTo(notices);
  }

  @Test
  void an_outage_starts_with_the_first_answer_of_its_run_and_ends_with_the_first_of_its_end() {
    Story story = tell("gfffggg", policy(2, 3));
    Incident outage = story.transitions().get(2).incidents().ended().orElseThrow();
    assertThat(outage.kind()).isEqualTo(Kind.OUTAGE);
    assertThat(outage.started().at()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(outage.ended().orElseThrow().at().at()).isEqualTo(Instant.ofEpochSecond(4));
    assertThat(outage.length()).contains(Duration.ofSeconds(3));
    assertThat(outage.ended().orElseThrow().why()).isEqualTo(End.RECOVERED);
  }

  @Test
  void a_warning_that_gets_worse_ends_and_an_outage_opens_at_its_first_failed_answer() {
    Transition worse = tell("ssffff", policy(2, 1)).transitions().get(1);
    assertThat(worse.incidents().ended().orElseThrow().kind()).isEqualTo(Kind.WARNING);
    assertThat(worse.incidents().ended().orElseThrow().ended().orElseThrow().why())
        .isEqualTo(End.WORSE);
    assertThat(worse.incidents().opened().orElseThrow().kind()).isEqualTo(Kind.OUTAGE);
    assertThat(worse.incidents().opened().orElseThrow().started().at())
        .isEqualTo(Instant.ofEpochSecond(3));
  }

  @Test
  void back_but_slow_ends_the_outage_and_opens_a_warning() {
    Transition back = tell("fs", policy(0, 1)).transitions().get(1);
    assertThat(back.change().notice()).isEqualTo(Notice.RECOVERY);
    assertThat(back.incidents().ended().orElseThrow().ended().orElseThrow().why())
        .isEqualTo(End.SLOW);
    assertThat(back.incidents().opened().orElseThrow().kind()).isEqualTo(Kind.WARNING);
  }

  @Test
  void the_clock_may_step_without_changing_a_length() {
    var first = new Moment(Instant.ofEpochSecond(10_000), 1_000);
    var later = new Moment(Instant.ofEpochSecond(6_400), 6_000);
    assertThat(first.until(later)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void what_is_not_confirmed_yet_is_shown_as_such() {
    Timing policy = policy(2, 1);
    assertThat(
            tell("gff", policy)
                .last()
                .standing("box", policy, Cover.NONE, Optional.empty(), Optional.empty())
                .unconfirmed())
        .contains(new Standing.Unconfirmed(Instant.ofEpochSecond(1), 2, 3, Optional.empty()));
    assertThat(
            tell("gffg", policy)
                .last()
                .standing("box", policy, Cover.NONE, Optional.empty(), Optional.empty())
                .unconfirmed())
        .isEmpty();
    assertThat(
            tell("gfff", policy)
                .last()
                .standing("box", policy, Cover.NONE, Optional.empty(), Optional.empty())
                .unconfirmed())
        .isEmpty();
  }

  @Provide
  Arbitrary<String> answers() {
    return Arbitraries.strings().withChars('g', 's', 'f').ofMaxLength(60);
  }

  @Property(tries = 3_000)
  void it_does_as_a_naive_model_does(
      @ForAll("answers") String answers,
      @ForAll @IntRange(max = 4) int retries,
      @ForAll @IntRange(min = 1, max = 4) int recovery) {
    assertThat(tell(answers, policy(retries, recovery)).notices())
        .isEqualTo(naive(answers, retries + 1, recovery));
  }

  @Property(tries = 1_000)
  void incidents_never_overlap_and_one_is_open_exactly_while_it_is_not_up(
      @ForAll("answers") String answers, @ForAll @IntRange(max = 3) int retries) {
    Story story = tell(answers, policy(retries, 2));
    var open = new ArrayList<Incident>();
    for (Transition transition : story.transitions()) {
      transition.incidents().ended().ifPresent(ended -> open.remove(open.size() - 1));
      transition.incidents().opened().ifPresent(open::add);
      assertThat(open).hasSizeLessThanOrEqualTo(1);
    }
    boolean bad = story.last().level() == Level.DOWN || story.last().level() == Level.SLOW;
    assertThat(open).hasSize(bad ? 1 : 0);
    assertThat(story.last().incident().isPresent()).isEqualTo(bad);
  }

  /** Re-reads the whole story at each answer, without a run: the last letters decide. */
  private static String naive(String answers, int needed, int recovery) {
    int state = -1;
    int begin = 0;
    var out = new StringBuilder();
    for (int n = 0; n < answers.length(); n++) {
      int rank = Math.max(0, state);
      String since = answers.substring(begin, n + 1);
      String worse = tail(since, c -> rank(c) > rank);
      String better = tail(since, c -> rank(c) < rank);
      int next = state;
      if (worse.length() >= needed) {
        next = worse.chars().allMatch(c -> c == 'f') ? 2 : 1;
      } else if (better.length() >= recovery) {
        next = better.chars().map(ServiceStateTest::rank).max().orElseThrow();
      } else if (state == -1 && answers.charAt(n) == 'g') {
        next = 0;
      }
      out.append(next == state ? '-' : notice(state, next));
      begin = next == state ? begin : n + 1;
      state = next;
    }
    return out.toString();
  }

  private static char notice(int from, int to) {
    if (to == 2) {
      return 'A';
    }
    if (to == 1) {
      return from == 2 ? 'R' : 'W';
    }
    return from == -1 ? '-' : 'R';
  }

  private static String tail(String text, java.util.function.IntPredicate wanted) {
    int from = text.length();
    while (from > 0 && wanted.test(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from).chars().mapToObj(Character::toString).collect(Collectors.joining());
  }

  private static int rank(int letter) {
    return "gsf".indexOf(letter);
  }
}
