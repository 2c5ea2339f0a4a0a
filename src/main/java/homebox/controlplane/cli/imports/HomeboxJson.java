package homebox.controlplane.cli.imports;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Ids;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The predecessor's {@code homebox.json} and {@code neron.json}: services on the ports of one host.
 */
public final class HomeboxJson {
  private static final Pattern LINE = Pattern.compile("line: ([0-9]+)");
  private static final int LONGEST_NAME = 100;
  private static final Set<String> ROOT = Set.of("base_url", "services", "settings");
  private static final Set<String> OF_A_SERVICE =
      Set.of("name", "port", "enabled", "description", "critical");
  private static final List<String> SETTINGS = List.of("timeout", "max_response_time");

  private final List<String> faults = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> ids = new HashSet<>();
  private final Sheet sheet = new Sheet();

  private HomeboxJson() {}

  /**
   * What stands in these files.
   *
   * @throws NotImported with all that is wrong in them
   */
  public static Sheet read(List<Path> files) throws NotImported {
    var reader = new HomeboxJson();
    for (Path file : files) {
      reader.sheet.remark("Taken over from " + file + ".");
    }
    for (Path file : files) {
      reader.file(file);
    }
    if (!reader.faults.isEmpty()) {
      throw new NotImported(reader.faults);
    }
    reader.sheet.remark(
        "The predecessor's sum \"Homebox\", down when any part was, is not made again.");
    return reader.sheet;
  }

  private void file(Path file) {
    Optional<JsonObject> json = json(file);
    if (json.isPresent()) {
      var spot = new Spot(file.toString(), "", json.get(), faults);
      Optional<HttpUrl> base = base(spot);
      Map<String, String> settings = settings(spot);
      JsonArray services = spot.list("services");
      for (int n = 0; n < services.size(); n++) {
        service(
            spot.part("services[" + n + "]", services.getValue(n)), base, group(file), settings);
      }
      spot.others(ROOT).forEach(this::left);
    }
  }

  private Optional<JsonObject> json(Path file) {
    try {
      return Optional.of(new JsonObject(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      faults.add(file + ": cannot be read — name a file that is there and can be read");
    } catch (DecodeException | ClassCastException broken) {
      Matcher line = LINE.matcher(String.valueOf(broken.getMessage()));
      String at = line.find() ? ":" + line.group(1) : "";
      faults.add(file + at + ": is no JSON object — correct it there, or name another file");
    }
    return Optional.empty();
  }

  /** Its own port and path mean nothing: each service has a port. */
  private Optional<HttpUrl> base(Spot spot) {
    Optional<String> written = spot.text("base_url", true);
    try {
      return written.map(HttpUrl::parse);
    } catch (IllegalArgumentException misfit) {
      spot.fault("base_url", misfit.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, String> settings(Spot spot) {
    Spot settings = spot.part("settings", spot.json().getValue("settings", new JsonObject()));
    var written = new LinkedHashMap<String, String>();
    for (String key : SETTINGS) {
      settings.seconds(key).ifPresent(value -> written.put(key, value));
    }
    settings.others(Set.copyOf(SETTINGS)).forEach(this::left);
    return written;
  }

  private void service(
      Spot spot, Optional<HttpUrl> base, String group, Map<String, String> settings) {
    Optional<String> name = spot.text("name", true).filter(text -> fits(text, spot));
    Optional<Integer> port = spot.port("port");
    String description = spot.text("description", false).orElse("");
    boolean enabled = spot.truth("enabled");
    boolean critical = spot.truth("critical");
    spot.others(OF_A_SERVICE).forEach(this::left);
    if (base.isPresent() && name.isPresent() && port.isPresent()) {
      String own = own(name.get().strip(), group, port.get());
      sheet.add(
          new Sheet.Service(
              own,
              id(own),
              url(base.get(), port.get()),
              group,
              description.strip().replaceAll("\\s+", " "),
              critical,
              enabled,
              settings));
    }
  }

  private static boolean fits(String name, Spot spot) {
    String plain = name.strip();
    boolean fits =
        plain.codePointCount(0, plain.length()) <= LONGEST_NAME
            && plain
                .codePoints()
                .noneMatch(
                    each -> Character.isISOControl(each) || each == 0x2028 || each == 0x2029);
    if (!fits) {
      spot.fault("name", "is no name on one line — shorten it to 100 characters");
    }
    return fits;
  }

  /** Two of a group must not have one name. */
  private String own(String name, String group, int port) {
    String own = name;
    for (int more = 0; !names.add(group + "/" + own); more++) {
      own = name + " (" + port + ")" + (more == 0 ? "" : " " + more);
    }
    if (!own.equals(name)) {
      sheet.remark("\"" + name + "\" stands there twice: one of them is called \"" + own + "\".");
    }
    return own;
  }

  /** From the name; where that gives none, or one that is taken, it is left to the loader. */
  private Optional<String> id(String name) {
    String id = Ids.plain(name);
    return !id.isEmpty() && ids.add(id) ? Optional.of(id) : Optional.empty();
  }

  /** A password goes to the environment; a user's name is none. */
  private String url(HttpUrl base, int port) {
    String scheme = base.secure() ? "https://" : "http://";
    String host = base.host().indexOf(':') >= 0 ? "[" + base.host() + "]" : base.host();
    String login = base.userInfo().isPresent() ? "${HOMEBOX_LOGIN:-user:password}@" : "";
    if (base.userInfo().isPresent()) {
      sheet.remark(
          "base_url holds a login: write it into .env as HOMEBOX_LOGIN=user:password; it is not"
              + " repeated here.");
    }
    return Yaml.written(scheme + login + host + ":" + port + "/");
  }

  private static String group(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.contains("neron") ? "Neron" : "Homebox";
  }

  private void left(String path) {
    sheet.remark("Not taken over: " + path + ".");
  }
}
