package homebox.controlplane.alert;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Votes.Saw;
import homebox.controlplane.alert.Votes.Vote;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who counts, and when that is enough. */
class VotesTest {
  private static Votes of(String saws) {
    List<Saw> all = Arrays.stream(saws.split(" ")).map(Saw::valueOf).toList();
    return new Votes(
        IntStream.range(0, all.size())
            .mapToObj(
                n ->
                    new Vote(
                        "n" + n,
                        n == 0 ? Optional.of("Paris") : Optional.empty(),
                        all.get(n),
                        all.get(n) == Saw.DOWN ? Optional.of("It is away.") : Optional.empty()))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "DOWN, 1, 1, true",
    "DOWN UP, 1, 2, false",
    "DOWN NOTHING, 1, 2, false",
    "DOWN DOWN, 2, 2, true",
    "DOWN DOWN UP, 2, 3, true",
    "DOWN UP UP, 1, 3, false",
    "DOWN NOTHING DOWN, 2, 3, true",
    "DOWN DOWN UP UP, 2, 4, false",
    "DOWN OFFLINE, 1, 1, true",
    "DOWN OFFLINE UP, 1, 2, false",
    "DOWN UNLIKE DOWN UNLIKE, 2, 2, true"
  })
  void more_than_half_of_those_that_count(String saws, int down, int of, boolean majority) {
    Votes votes = of(saws);
    assertThat(votes.down()).isEqualTo(down);
    assertThat(votes.of()).isEqualTo(of);
    assertThat(votes.majority()).isEqualTo(majority);
    assertThat(Votes.of(votes.toJson())).isEqualTo(votes);
  }
}
