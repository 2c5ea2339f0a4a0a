package homebox.controlplane.config;

import homebox.controlplane.config.Footprint.Print;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the files of a configuration are looked for; remembers what they held. */
final class Shelf {
  private final Path folder;
  private final Set<String> used;
  private final Map<Path, Print> prints = new LinkedHashMap<>();
  private final Set<String> held = new LinkedHashSet<>();
  private final Map<String, byte[]> read = new LinkedHashMap<>();
  private final Optional<Shelf> before;

  /**
   * Nothing was looked for yet.
   *
   * @param folder relative names start here
   * @param used the files from which the configuration in force was read, by the names that they
   *     were given: those must not be missing now, nor empty
   */
  Shelf(Path folder, Set<String> used) {
    this(folder, used, Optional.empty());
  }

  private Shelf(Path folder, Set<String> used, Optional<Shelf> before) {
    this.folder = folder;
    this.used = used;
    this.before = before;
  }

  /** The same files as this one found them, whatever they hold by now. */
  Shelf again() {
    return new Shelf(folder, Set.of(), Optional.of(this));
  }

  Path folder() {
    return folder;
  }

  /** True if it is there, or should be. */
  boolean has(String name) {
    Path file = folder.resolve(name);
    if (before.isPresent() && before.get().prints.containsKey(file)) {
      prints.put(file, before.get().prints.get(file));
      return before.get().read.containsKey(name);
    }
    if (Files.exists(file) || used.contains(name)) {
      return true;
    }
    prints.put(file, Print.NONE);
    return false;
  }

  /**
   * Its text.
   *
   * @throws IllegalArgumentException says {@code what — how to mend}
   */
  String read(String name) {
    Path file = folder.resolve(name);
    prints.put(file, Print.NONE);
    if (used.contains(name)) {
      checkAgain(file);
    }
    byte[] content =
        before.map(shelf -> shelf.read.get(name)).orElseGet(() -> TextFile.bytes(file));
    read.put(name, content);
    prints.put(file, Print.of(content));
    String text = TextFile.text(content);
    if (used.contains(name) && text.isBlank()) {
      throw new IllegalArgumentException(
          "is empty now — write it again, or restart to go on without what it said");
    }
    if (!text.isBlank()) {
      held.add(name);
    }
    return text;
  }

  /** The names of those that said something. */
  Set<String> held() {
    return Set.copyOf(held);
  }

  /** What was looked for so far. */
  Footprint footprint() {
    return new Footprint(prints);
  }

  private static void checkAgain(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "is not there any more — put it back, or restart to go on without it");
    }
    if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "is no regular file, so it cannot be read again — restart to take changes in");
    }
  }
}
