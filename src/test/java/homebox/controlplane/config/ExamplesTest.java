package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.ConfigLoader.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that we ship work as they are, and say all there is to say. */
class ExamplesTest {
  private static final Path OURS = Path.of(Place.OURS);
  private static final Path ENV = Path.of(".env.example");

  @TempDir Path folder;

  static Stream<Path> examples() throws IOException {
    return Files.list(Path.of("conf/examples")).sorted();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_works_with_its_variables_and_without(Path file) throws IOException {
    String text = Files.readString(file);
    Settings bare = new Loading(folder).yaml(text).load();
    Settings set = new Loading(folder).yaml(text).load(Opened.environment(text));

    assertThat(bare.services()).hasSizeGreaterThan(5).hasSameSizeAs(set.services());
    assertThat(set.services()).filteredOn(each -> each.label().group().isEmpty()).isEmpty();
    assertThat(Loading.texts(bare)).noneMatch(line -> line.contains("is not known"));
  }

  @Test
  void there_are_three_of_them() throws IOException {
    assertThat(examples().map(file -> file.getFileName().toString()))
        .containsExactly("large-home.yaml", "on-call.yaml", "small-home.yaml");
  }

  @Test
  void the_commented_file_and_the_env_example_change_nothing_as_they_are() throws IOException {
    Settings ours =
        new Loading(folder).yaml(Files.readString(OURS)).file(".env", Files.readString(ENV)).load();
    Settings nothing = new Loading(folder.resolve("nothing")).load();

    assertThat(ours.services()).isEqualTo(nothing.services());
    assertThat(ours.web()).isEqualTo(nothing.web());
    assertThat(ours.telling()).usingRecursiveComparison().isEqualTo(nothing.telling());
    assertThat(Loading.texts(ours)).noneMatch(line -> line.contains("not in this version"));
  }

  @Test
  void the_commented_file_holds_every_key_and_they_work_when_they_are_opened() throws IOException {
    String opened = Opened.all(Files.readString(OURS));
    Map<String, String> environment = Opened.environment(opened);
    Settings settings = new Loading(folder).yaml(opened).load(environment);
    assertThat(settings.services()).hasSize(10);
    assertThat(settings.services().get(0).timing())
        .isEqualTo(new Loading(folder.resolve("nothing")).load().services().get(0).timing());

    Set<String> written = new HashSet<>();
    paths(YamlTree.parse("x", opened, new Findings()), "", written);
    assertThat(missing(Keys.ROOT, "", written))
        .as("keys that conf/control-plane.yaml does not show")
        .containsExactlyInAnyOrder(
            // these stand for themselves in words beside their neighbours
            "channels[].telegram.api_url",
            "channels[].telegram.commands",
            "channels[].telegram.proxy",
            "channels[].telegram.silent",
            "channels[].telegram.thread_id",
            "channels[].telegram.users",
            "services[].auth.bearer",
            "services[].expect.every",
            "services[].send");
  }

  private static void paths(Tree tree, String path, Set<String> written) {
    written.add(path);
    if (tree instanceof Tree.Named named) {
      named
          .entries()
          .forEach(
              (key, entry) ->
                  paths(entry.value(), path + (path.isEmpty() ? "" : ".") + key, written));
    } else if (tree instanceof Tree.Many many) {
      many.items().forEach(item -> paths(item, path + "[]", written));
    }
  }

  private static List<String> missing(Table table, String path, Set<String> written) {
    var missing = new ArrayList<String>();
    for (Key<?> key : table.keys().values()) {
      String here = path + key.name();
      if (key.shape() instanceof Nested nested) {
        missing.addAll(missing(nested.table(), here + ".", written));
      } else if (key.shape() instanceof Sections sections) {
        missing.addAll(missing(sections.table(), here + "[].", written));
      } else if (!written.contains(here)) {
        missing.add(here);
      }
    }
    return missing;
  }

  @Test
  void the_env_example_names_every_variable_that_has_a_name_of_its_own() throws IOException {
    Set<String> wanted = new HashSet<>(StrangeNames.variables(Keys.ROOT, "").values());
    wanted.removeIf(name -> name.startsWith("CONTROL_PLANE_") && !name.equals(Place.VARIABLE));
    wanted.addAll(List.of("HOMEBOX_SERVICES", "CHECK_HOMEBOX_SERVICES", "TELEGRAM_BOT_TOKEN_FILE"));
    Set<String> named = new HashSet<>();
    Pattern.compile("(?m)^#?([A-Z_]+)=")
        .matcher(Files.readString(ENV))
        .results()
        .forEach(found -> named.add(found.group(1)));

    assertThat(named).isEqualTo(wanted);
  }

  @Test
  void the_env_example_works_when_it_is_opened() throws IOException {
    String opened = Files.readString(ENV).replaceAll("(?m)^#(?=[A-Z_]+=)", "");
    new Loading(folder)
        .file("secret", "123456:abc")
        .file(Place.OURS, "check_timeout: 11\n")
        .file(
            ".env",
            opened
                .replaceFirst("(?m)^TELEGRAM_BOT_TOKEN=$", "")
                .replace("/run/secrets/telegram_bot_token", "secret"));
    var source = new Source(folder, Optional.empty(), Optional.empty(), new HashMap<>());
    Settings settings = ConfigLoader.load(source);

    assertThat(settings.telling().telegram().token()).contains(new Secret("123456:abc"));
    assertThat(settings.services())
        .extracting(ServiceConfig::id)
        .containsExactly("homebox-main", "homebox-api", "neron");
    assertThat(settings.services().get(0).timing())
        .isEqualTo(new Loading(folder.resolve("nothing")).load().services().get(0).timing());
  }
}
