package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.ConfigLoader.Source;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The two ways in which reading may end. */
final class Verdict {
  private static final String FAULT =
      "(conf/control-plane\\.yaml|\\.env)(:[1-9][0-9]*: |: is no UTF-8 text \\(line [0-9]+\\)).* — .+"
          + "|environment: [A-Z_]+: .* — .+"
          + "|… and [0-9]+ more — mend these first";

  private Verdict() {}

  /** Settings, or faults of one line each that say where and how to mend; nothing is thrown. */
  static void of(Path folder, Map<String, String> environment) {
    try {
      Settings settings =
          ConfigLoader.load(new Source(folder, Optional.empty(), Optional.empty(), environment));
      assertThat(settings.remarks()).isNotEmpty();
    } catch (ConfigFaults faults) {
      assertThat(faults.faults())
          .isNotEmpty()
          .allSatisfy(fault -> assertThat(fault).matches(FAULT).hasSizeLessThan(1_000));
    }
  }
}
