package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody takes one service for another. */
class ShownNamesTest {
  @TempDir Path folder;

  private List<ServiceConfig> services(String yaml) {
    return new Loading(folder).yaml(yaml).load().services();
  }

  @Test
  void the_group_is_said_where_another_one_has_the_same_name_and_only_there() {
    List<ServiceConfig> services =
        services(
            """
            services:
              - {name: Web, group: Paris, url: "http://a/"}
              - {name: Mail, group: Paris, url: "http://b/"}
              - {name: Web, group: Lyon, url: "http://c/"}
              - {name: Web, url: "http://d/"}
            """);
    List<ServiceConfig> shown = ShownNames.of(services);
    assertThat(shown)
        .extracting(ServiceConfig::name)
        .containsExactly("Paris / Web", "Mail", "Lyon / Web", "Web");
    assertThat(shown).extracting(ServiceConfig::id).isEqualTo(ids(services));
    assertThat(shown.get(0).called("Web")).isEqualTo(services.get(0));
  }

  private static List<String> ids(List<ServiceConfig> services) {
    return services.stream().map(ServiceConfig::id).toList();
  }
}
