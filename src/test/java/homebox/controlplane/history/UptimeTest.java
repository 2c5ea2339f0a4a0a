package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.history.Known.Absences;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Uptime worked out by hand. A service is asked every 10 s with 5 s of patience for an answer, so a
 * silence of more than 25 s is one; a vector is minutes and seconds of one hour. Each column lists
 * stretches, the answers "every 10 s from – to"; all is asked at the end of the hour.
 */
class UptimeTest {
  private static final Patience PATIENCE = Patience.of(25_000);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          watched from its first answer, which fell in the middle | 30:00-60:00 |             |             |             |             | up 1800
          up all the hour                                         | 00:00-60:00 |             |             |             |             | up 3600
          down for five minutes                                   | 00:00-60:00 | 10:00-15:00 |             |             |             | up 3300 down 300
          two outages                                             | 00:00-60:00 | 10:00-15:00 50:00-51:00 | |             |             | up 3240 down 360
          an outage that goes on                                  | 00:00-60:00 | 59:00-      |             |             |             | up 3540 down 60
          nobody asked for twenty minutes                         | 00:00-20:00 40:00-60:00 | |             |             |             | up 2400 unknown 1200
          nobody asked for 20 s: no silence yet                   | 00:00-20:00 20:20-60:00 | |             |             |             | up 3600
          nobody asked for 25 s: no silence yet                   | 00:00-20:00 20:25-60:00 | |             |             |             | up 3600
          nobody asked for 26 s                                   | 00:00-20:00 20:26-60:00 | |             |             |             | up 3574 unknown 26
          nobody has asked since                                  | 00:00-20:00 |             |             |             |             | up 1200 unknown 2400
          our own stop inside an outage                           | 00:00-20:00 30:00-60:00 | 10:00-40:00 | 20:00-30:00 |   |             | up 1800 down 1200 unknown 600
          our own stop, shorter than a silence, inside an outage  | 00:00-60:00 | 10:00-40:00 | 20:00-20:20 |             |             | up 1800 down 1780 unknown 20
          a silence inside an outage                              | 00:00-20:00 30:00-60:00 | 10:00-40:00 |     |             |             | up 1800 down 1200 unknown 600
          an outage that ended while nobody asked                 | 00:00-20:00 30:00-60:00 | 10:00-30:00 |     |             |             | up 2400 down 600 unknown 600
          asleep for ten minutes                                  | 00:00-20:00 30:00-60:00 |     | 20:05-30:00 |             |             | up 3000 unknown 600
          maintenance, up                                         | 00:00-60:00 |             |             | 20:00-30:00 |             | up 3000 maintenance 600
          maintenance hides an outage                             | 00:00-60:00 | 10:00-40:00 |             | 20:00-50:00 |             | up 1200 down 600 maintenance 1800
          maintenance hides our stop                              | 00:00-20:00 30:00-60:00 |     | 20:00-30:00 | 25:00-35:00 |             | up 2700 unknown 300 maintenance 600
          paused hides everything                                 | 00:00-20:00 40:00-60:00 | 10:00-50:00 | 20:00-30:00 | 15:00-35:00 | 20:00-40:00 | up 1200 down 900 maintenance 300 paused 1200
          paused before it was ever watched                       | 30:00-60:00 |             |             |             | 00:00-40:00 | up 1200 paused 600
          nothing at all                                          |             | 10:00-20:00 | 20:00-30:00 |             |             | -
          """)
  void each_second_is_what_it_was(
      String what,
      String answers,
      String outages,
      String stops,
      String maintenance,
      String paused,
      String expected) {
    long[] at = answers(answers);
    var absences = new Absences(spans(paused), spans(maintenance), spans(stops), spans(outages));
    long watchedFrom = at.length == 0 ? Spans.OPEN : at[0];
    Spans silences = Silence.among(at, PATIENCE, Hours.HOUR);
    Course course = absences.with(watchedFrom, silences).course(0, Hours.HOUR);
    assertThat(text(course.amounts())).isEqualTo(expected);
    assertThat(Course.of(course.toBytes(), 0)).isEqualTo(course);
    assertThat(course.coarse().amounts()).isEqualTo(course.amounts());
  }

  private static String text(Amounts amounts) {
    String text =
        part("up", amounts.up())
            + part("down", amounts.down())
            + part("unknown", amounts.unknown())
            + part("maintenance", amounts.maintenance())
            + part("paused", amounts.paused());
    return text.isEmpty() ? "-" : text.strip();
  }

  private static String part(String name, long millis) {
    return millis == 0 ? "" : name + " " + millis / 1_000 + " ";
  }

  private static long[] answers(String text) {
    if (text == null) {
      return new long[0];
    }
    return Arrays.stream(text.split(" "))
        .map(stretch -> stretch.split("-"))
        .flatMapToLong(
            ends ->
                LongStream.iterate(millis(ends[0]), at -> at <= millis(ends[1]), at -> at + 10_000))
        .distinct()
        .toArray();
  }

  private static Spans spans(String text) {
    if (text == null) {
      return Spans.NONE;
    }
    return Spans.of(
        Arrays.stream(text.split(" "))
            .map(stretch -> stretch.split("-"))
            .flatMapToLong(
                ends ->
                    LongStream.of(millis(ends[0]), ends.length == 1 ? Spans.OPEN : millis(ends[1])))
            .toArray());
  }

  private static long millis(String minutes) {
    String[] parts = minutes.split(":");
    return (Long.parseLong(parts[0]) * 60 + Long.parseLong(parts[1])) * 1_000;
  }
}
