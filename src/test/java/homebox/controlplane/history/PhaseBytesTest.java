package homebox.controlplane.history;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Phases;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PhaseBytesTest {
  @Property
  void phases_come_back_to_a_tenth_of_a_millisecond(
      @ForAll @LongRange(max = 864_000_000) long dns,
      @ForAll @LongRange(max = 200) long connect,
      @ForAll @LongRange(max = 20_000) long tls,
      @ForAll @LongRange(max = 864_000_000) long waiting,
      @ForAll @LongRange(max = 1) long transfer) {
    var phases =
        new Phases(tenths(dns), tenths(connect), tenths(tls), tenths(waiting), tenths(transfer));
    assertThat(PhaseBytes.read(PhaseBytes.of(phases))).isEqualTo(phases);
  }

  @Test
  void nothing_takes_no_room_and_a_usual_check_seven_bytes() {
    assertThat(PhaseBytes.of(Phases.NONE)).isNull();
    assertThat(PhaseBytes.read(null)).isEqualTo(Phases.NONE);
    var usual = new Phases(tenths(15), tenths(120), tenths(310), tenths(900), tenths(4));
    assertThat(PhaseBytes.of(usual)).hasSize(7);
  }

  private static Duration tenths(long tenths) {
    return Duration.ofNanos(tenths * 100_000);
  }
}
