package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Told.Hearers;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Suppressed is not forgotten (design.md §7), as tables of strings: answers in, notices out. An
 * answer in capitals comes while there is a cause not to tell.
 */
class ToldTest {
  private static final String ONE = "telegram";

  private static final class Story {
    private final StringBuilder notices = new StringBuilder();
    private final List<String> keys = new ArrayList<>();
    private final Timing policy;
    private ServiceState state = ServiceState.UNKNOWN;
    private Told told = Told.NOTHING;
    private boolean announced;

    Story(int retries, int recovery) {
      this.policy =
          new Timing(
              Duration.ofSeconds(60),
              Duration.ofSeconds(10),
              Duration.ofSeconds(5),
              retries,
              Duration.ofSeconds(5),
              recovery);
    }

    Story hear(String answers) {
      for (int n = 0; n < answers.length(); n++) {
        hear(answers.charAt(n), n);
      }
      return this;
    }

    private void hear(char letter, int n) {
      var result = Answers.result(Character.toLowerCase(letter), n);
      var hearers = new Hearers(List.of(ONE), List.of(ONE), () -> Character.isUpperCase(letter));
      ServiceState.Step step = state.after(result, policy);
      state = step.state();
      Map<Notice, List<String>> due =
          step.transition().isPresent()
              ? told.due(step.transition().get().change(), announced, hearers)
              : told.owed(state, hearers);
      announced = !due.isEmpty() || step.transition().isEmpty() && announced;
      Notice notice = due.keySet().stream().findFirst().orElse(Notice.NONE);
      notices.append(notice == Notice.NONE ? '-' : notice.name().charAt(0));
      if (notice != Notice.NONE) {
        told = told.with(ONE, state.level());
        keys.add(notice + " " + about(step, notice));
      }
    }

    private String about(ServiceState.Step step, Notice notice) {
      return notice == Notice.RECOVERY
          ? step.transition().orElseThrow().incidents().ended().orElseThrow().id()
          : state.incident().orElseThrow().id();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // nothing stands against it
    "0, 1, gfg,      -AR",
    // what begins and ends meanwhile is told to nobody
    "0, 1, gFFGg,    -----",
    "2, 1, gFFFGg,   ------",
    // what goes on is told with the first answer after it
    "0, 1, gFFf,     ---A",
    "0, 1, gSs,      --W",
    "0, 1, gSFf,     ---A",
    "0, 1, gFSs,     ---W",
    // once
    "0, 1, gFfff,    --A--",
    "0, 1, gFfFf,    --A--",
    // what was announced recovers, whatever stands against it
    "0, 1, gfFG,     -A-R",
    "0, 1, gfFGFGg,  -A-R---",
    "0, 1, gfSg,     -ARR",
    "0, 1, gsFGg,    -W-R-",
    "0, 1, gsFf,     -W-A",
    // the last word decides
    "0, 1, gsFSs,    -W---",
    // an answer that speaks against the state waits for those that follow it
    "2, 1, gFFFg,    -----",
    "0, 3, gFgggg,   ------",
    "0, 3, gFggfg,   ----A-",
    "2, 1, gFFff,    ---A-",
    "2, 1, gffF,     ----",
    "2, 1, gffFf,    ----A",
    // the first answers
    "0, 1, Ff,       -A",
    "0, 1, FGg,      ---",
  })
  void notices(int retries, int recovery, String answers, String expected) {
    assertThat(new Story(retries, recovery).hear(answers).notices).hasToString(expected);
  }

  @Provide
  Arbitrary<String> stories() {
    return Arbitraries.strings().withChars("gsfGSF").ofMinLength(1).ofMaxLength(60);
  }

  @Property(tries = 2_000)
  void no_incident_is_told_twice(
      @ForAll("stories") String answers,
      @ForAll @IntRange(max = 2) int retries,
      @ForAll @IntRange(min = 1, max = 3) int recovery) {
    assertThat(new Story(retries, recovery).hear(answers).keys).doesNotHaveDuplicates();
  }

  @Property(tries = 2_000)
  void under_a_cause_nothing_but_recoveries_is_told(@ForAll("stories") String answers) {
    String notices = new Story(0, 1).hear(answers).notices.toString();
    for (int n = 0; n < answers.length(); n++) {
      if (Character.isUpperCase(answers.charAt(n))) {
        assertThat(notices.charAt(n)).isIn('-', 'R');
      }
    }
  }

  @Property(tries = 2_000)
  void what_was_told_is_never_worse_than_what_is(@ForAll("stories") String answers) {
    Story story = new Story(0, 1).hear(answers);
    assertThat(story.told.to(ONE).worseThan(story.state.level())).isFalse();
  }

  @Property(tries = 2_000)
  void when_the_causes_are_over_what_was_told_is_what_is(
      @ForAll("stories") String answers, @ForAll @IntRange(max = 2) int retries) {
    Story story = new Story(retries, 1).hear(answers);
    Level level = story.state.level();
    story.hear(level == Level.DOWN ? "f" : level == Level.SLOW ? "s" : "g");
    assertThat(story.told.to(ONE)).isEqualTo(story.state.level());
  }

  @Property(tries = 1_000)
  void without_a_cause_it_is_the_table_of_the_changes(@ForAll("stories") String answers) {
    String plain = answers.toLowerCase(java.util.Locale.ROOT);
    Story story = new Story(2, 1).hear(plain);
    ServiceState state = ServiceState.UNKNOWN;
    var expected = new StringBuilder();
    for (int n = 0; n < plain.length(); n++) {
      ServiceState.Step step = state.after(Answers.result(plain.charAt(n), n), story.policy);
      state = step.state();
      Notice notice = step.transition().map(each -> each.change().notice()).orElse(Notice.NONE);
      expected.append(notice == Notice.NONE ? '-' : notice.name().charAt(0));
    }
    assertThat(story.notices).hasToString(expected.toString());
  }
}
