package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import homebox.controlplane.config.ConfigLoader.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A known service keeps its id (design.md §7). */
class ReunionTest {
  @TempDir Path folder;

  private Reading first(String services) {
    new Loading(folder).yaml("services:\n" + services);
    return ConfigLoader.read(new Source(folder, Optional.empty(), Optional.empty(), Map.of()));
  }

  /** The ids after the file has changed. */
  private List<String> again(Reading running, String services) {
    new Loading(folder).yaml("services:\n" + services);
    var known = running.settings().services().stream().map(Former::of).toList();
    return ids(running.again(known));
  }

  private static List<String> ids(Reading reading) {
    return reading.settings().services().stream().map(ServiceConfig::id).toList();
  }

  private static String service(String name, String url, String more) {
    return "  - {name: " + name + ", url: \"" + url + "\"" + more + "}\n";
  }

  private static String service(String name, String url) {
    return service(name, url, "");
  }

  @Test
  void who_gets_another_name_is_found_by_its_url() {
    Reading running = first(service("Nas", "http://nas/"));

    assertThat(again(running, service("Big Nas", "http://nas/"))).containsExactly("nas");
  }

  @Test
  void who_gets_another_url_is_found_by_its_name() {
    Reading running = first(service("Nas", "http://nas/", ", id: disk"));

    assertThat(again(running, service("Nas", "http://other/"))).containsExactly("disk");
  }

  @Test
  void an_id_that_is_written_is_that_one() {
    Reading running = first(service("Nas", "http://nas/"));

    assertThat(again(running, service("Nas", "http://nas/", ", id: disk"))).containsExactly("disk");
  }

  @Test
  void of_several_with_one_url_nobody_can_tell_who_is_who() {
    Reading two = first(service("A", "http://nas/") + service("B", "http://nas/"));

    assertThat(again(two, service("C", "http://nas/") + service("D", "http://nas/")))
        .containsExactly("c", "d");
    assertThat(again(two, service("C", "http://nas/"))).containsExactly("c");
  }

  @Test
  void when_one_of_two_with_one_url_stays_the_other_is_known() {
    Reading two = first(service("A", "http://nas/") + service("B", "http://nas/"));

    assertThat(again(two, service("A", "http://nas/") + service("C", "http://nas/")))
        .containsExactly("a", "b");
  }

  @Test
  void a_secret_in_the_query_tells_services_apart() {
    Reading running = first(service("A", "http://nas/?key=1"));

    assertThat(again(running, service("B", "http://nas/?key=2"))).containsExactly("b");
    assertThat(again(running, service("B", "http://nas/?key=1"))).containsExactly("a");
  }

  @Test
  void a_newcomer_takes_no_id_that_is_kept() {
    Reading running = first(service("Nas", "http://nas/"));

    List<String> ids =
        again(running, service("Nas", "http://new/", ", group: B") + service("Old", "http://nas/"));

    assertThat(ids.get(1)).isEqualTo("nas");
    assertThat(ids.get(0)).matches("nas-[0-9a-f]{8}");
  }

  @Test
  void a_second_one_of_a_name_takes_nothing_from_the_first() {
    Reading running = first(service("Nas", "http://nas/"));

    List<String> ids =
        again(
            running,
            service("Nas", "http://nas/") + service("Nas", "http://other/", ", group: Office"));

    assertThat(ids.get(0)).isEqualTo("nas");
    assertThat(ids.get(1)).matches("nas-[0-9a-f]{8}");
  }

  @Test
  void two_that_change_their_names_with_each_other_change_their_ids() {
    Reading running = first(service("A", "http://a/") + service("B", "http://b/"));

    assertThat(again(running, service("B", "http://a/") + service("A", "http://b/")))
        .containsExactly("b", "a");
  }

  @Test
  void a_written_id_of_another_one_is_not_given_twice() {
    Reading running = first(service("Nas", "http://nas/"));

    List<String> ids =
        again(running, service("Nas", "http://nas/") + service("X", "http://x/", ", id: nas"));

    assertThat(ids.get(1)).isEqualTo("nas");
    assertThat(ids.get(0)).matches("nas-[0-9a-f]{8}");
  }

  @Test
  void who_vanished_in_an_earlier_load_is_not_found_by_its_url() {
    Reading running = first(service("Box", "http://box/"));
    var gone = new Former("nas", "", "Nas", Optional.of(new Secret("http://nas/")), false);
    new Loading(folder).yaml("services:\n" + service("Big Nas", "http://nas/"));

    assertThat(ids(running.again(List.of(gone)))).containsExactly("big-nas");
  }

  @Test
  void who_vanished_in_an_earlier_load_is_found_by_its_name() {
    Reading running = first(service("Box", "http://box/"));
    var gone = new Former("disk", "", "Nas", Optional.empty(), false);
    new Loading(folder).yaml("services:\n" + service("Nas", "http://nas/"));

    assertThat(ids(running.again(List.of(gone)))).containsExactly("disk");
  }

  @Test
  void it_is_read_again_only_where_somebody_may_be_met() {
    Reading running = first(service("Nas", "http://nas/") + service("Box", "http://box/"));

    assertThat(running.meets(List.of())).isFalse();
    assertThat(running.meets(List.of(former("nas", "Nas", true)))).isFalse();
    assertThat(running.meets(List.of(former("gone", "Gone", false)))).isFalse();
    assertThat(running.meets(List.of(former("gone", "Gone", true)))).isTrue();
    assertThat(running.meets(List.of(former("disk", "Nas", false)))).isTrue();
  }

  private static Former former(String id, String name, boolean watched) {
    return Former.kept(id, "", name, "http://" + id + "/", watched);
  }

  @Test
  void a_url_that_is_kept_without_its_secret_tells_nobody_apart() {
    Reading running = first(service("B", "http://nas/?key=2"));
    var kept = Former.kept("a", "", "A", "http://nas/?key=…", true);

    assertThat(ids(running.again(List.of(kept)))).containsExactly("b");
  }

  @Test
  void a_selector_by_id_means_the_id_that_is_kept() {
    Reading running = first(service("Nas", "http://nas/"));
    String big = service("Big", "http://nas/");

    assertThat(again(running, big + service("App", "http://app/", ", depends_on: [nas]")))
        .containsExactly("nas", "app");
    assertThatThrownBy(
            () -> again(running, big + service("App", "http://app/", ", depends_on: [big-nas]")))
        .isInstanceOf(ConfigFaults.class);
  }
}
