package homebox.controlplane.cli.imports;

import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.config.Variables;
import homebox.controlplane.config.Variables.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A {@code .env}, the predecessor's or ours, as a configuration file; its secrets stay there. */
public final class DotEnv {
  /** An address that holds what nobody may see. */
  private static final Pattern LOGIN = Pattern.compile("://[^/]*@|://[^?]*[?].");

  private static final String PARTS = "HOMEBOX_SERVICES";
  private static final String HOMEBOX = "homebox_url";
  private static final String NERON = "neron_url";

  private final Path file;
  private final Sheet sheet = new Sheet();
  private final List<String> written = new ArrayList<>();
  private final List<String> stay = new ArrayList<>();

  private DotEnv(Path file) {
    this.file = file;
  }

  /**
   * What stands in it.
   *
   * @throws NotImported with all that is wrong in it
   */
  public static Sheet read(Path file) throws NotImported {
    try {
      Settings settings = load(file);
      return new DotEnv(file).sheet(Variables.in(file), settings);
    } catch (ConfigFaults faults) {
      throw new NotImported(faults.faults());
    } catch (IOException refused) {
      throw new NotImported(List.of("no temporary file can be made: " + refused.getMessage()));
    }
  }

  /** As if there were nothing but it: the loader knows what is right. */
  private static Settings load(Path file) throws IOException {
    Path nothing = Files.createTempFile("empty", ".yaml");
    try {
      return ConfigLoader.load(
          new Source(Path.of(""), Optional.of(nothing), Optional.of(file), Map.of()));
    } finally {
      Files.delete(nothing);
    }
  }

  private Sheet sheet(List<Variable> variables, Settings settings) {
    boolean parts = variables.stream().anyMatch(each -> each.name().equals(PARTS));
    sheet.remark("Taken over from " + file + ".");
    variables.forEach(variable -> variable(variable, parts));
    if (parts) {
      parts(settings);
    }
    remarks();
    return sheet;
  }

  private void variable(Variable variable, boolean parts) {
    if (variable.path().isEmpty()) {
      (variable.name().equals(PARTS) ? written : stay).add(variable.name());
    } else if (variable.secret() || LOGIN.matcher(variable.text()).find()) {
      sheet.set(variable.path().get(), Yaml.quoted(Yaml.variable(variable.name())));
      stay.add(variable.name());
    } else if (!(parts && variable.path().get().equals(HOMEBOX))) { // the parts stand in its place
      sheet.set(variable.path().get(), Yaml.text(variable.text()));
      written.add(variable.name());
    } else {
      written.add(variable.name());
    }
  }

  /** Where services are listed, the built-in ones are watched only if they are set. */
  private void parts(Settings settings) {
    for (ServiceConfig service : settings.services()) {
      String url = ((HttpAsk) service.ask()).url().shown();
      if (!service.label().group().isEmpty()) {
        sheet.add(part(service, url));
      } else if (!sheet.has(NERON)) {
        sheet.set(NERON, url);
      }
    }
  }

  private static Sheet.Service part(ServiceConfig service, String url) {
    return new Sheet.Service(
        service.name(),
        Optional.of(service.id()),
        Yaml.written(url),
        service.label().group(),
        "",
        service.critical(),
        service.enabled(),
        Map.of());
  }

  private void remarks() {
    if (!stay.isEmpty()) {
      sheet.remark("Stay in .env: " + String.join(", ", stay) + ".");
    }
    if (!written.isEmpty()) {
      sheet.remark(
          "Take these out of .env, which comes before this file: "
              + String.join(", ", written)
              + ".");
    }
  }
}
