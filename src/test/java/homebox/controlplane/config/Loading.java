package homebox.controlplane.config;

import homebox.controlplane.config.ConfigLoader.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short words for tests: write files, then load them. */
record Loading(Path folder) {
  Loading file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Loading yaml(String text) {
    return file("conf/control-plane.yaml", text);
  }

  Settings load(Map<String, String> environment) {
    return ConfigLoader.load(new Source(folder, Optional.empty(), Optional.empty(), environment));
  }

  Settings load() {
    return load(Map.of());
  }

  static List<String> texts(Settings settings) {
    return settings.remarks().stream().map(Remark::text).toList();
  }

  List<String> faults(Map<String, String> environment) {
    try {
      load(environment);
      return List.of();
    } catch (ConfigFaults faults) {
      return faults.faults();
    }
  }

  List<String> faults() {
    return faults(Map.of());
  }
}
