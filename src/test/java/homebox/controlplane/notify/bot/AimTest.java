package homebox.controlplane.notify.bot;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.notify.bot.Aim.Chosen;
import homebox.controlplane.notify.bot.Aim.Found;
import homebox.controlplane.notify.bot.Aim.Unknown;
import homebox.controlplane.testkit.Configured;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which services people mean by what they write. */
class AimTest {
  private final Aim aim =
      new Aim(
          Configured.by(
                  """
                  services:
                    - {name: Homebox, url: "http://a", group: Living room, tags: [web]}
                    - {name: NAS, url: "http://b", tags: [disk]}
                    - {name: NAS backup 2h, url: "http://c", tags: [disk]}
                    - {name: Web, url: "http://d", group: Office}
                    - {name: Web, url: "http://e", group: Attic}
                    - {name: Éclairage, id: light, url: "http://f"}
                  """)
              .watched());

  private static String shown(Found found) {
    if (found instanceof Chosen chosen) {
      return chosen.services().stream().map(ServiceConfig::name).collect(Collectors.joining("+"))
          + " ("
          + chosen.selector()
          + ") "
          + chosen.rest();
    }
    return "? " + String.join("+", ((Unknown) found).like());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Homebox | Homebox (Homebox)",
        "HOMEBOX | Homebox (Homebox)",
        "NAS 2h | NAS (NAS) 2h",
        "NAS backup 2h | NAS backup 2h (NAS backup 2h)",
        "nas backup 2h 1d | NAS backup 2h (NAS backup 2h) 1d",
        "group:living room looking into it | Homebox (group:Living room) looking into it",
        "tag:disk | NAS+NAS backup 2h (tag:disk)",
        "Web | Office / Web+Attic / Web (Web)",
        "attic / web | Attic / Web (web-d6d4ba55)",
        "ÉCLAIRAGE | Éclairage (Éclairage)",
        "light | Éclairage (light)",
        "Homebx | ? Homebox",
        "back | ? NAS backup 2h",
        "na | ? NAS+NAS backup 2h",
        "zebra | ?",
      })
  void the_longest_name_wins_and_who_is_not_known_is_guessed(String text, String found) {
    assertThat(shown(aim.of(text)).strip().replaceAll("web-[0-9a-f]{8}", "web-d6d4ba55"))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "back | NAS backup 2h (nas-backup-2h)",
        "na | ? NAS+NAS backup 2h",
        "Homebx | ? Homebox",
      })
  void who_only_looks_may_write_a_part_of_one_name(String text, String found) {
    assertThat(shown(aim.near(text)).strip()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"*, 6", "'* all of it', 6"})
  void a_star_means_all(String text, int count) {
    assertThat(((Chosen) aim.of(text)).services()).hasSize(count);
  }
}
