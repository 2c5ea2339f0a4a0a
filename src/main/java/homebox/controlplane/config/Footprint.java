package homebox.controlplane.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a configuration was looked for in, and what they held. Whose dates alone have
 * changed holds the same; one that is not there holds nothing.
 */
public record Footprint(Map<Path, Print> prints) {
  /** A date tells a change only when it is older than this: file systems count in steps. */
  private static final Duration GRAIN = Duration.ofSeconds(2);

  /** Copies the map. */
  public Footprint {
    prints = Map.copyOf(prints);
  }

  /**
   * One file.
   *
   * @param content its {@link Fingerprint}; empty: it cannot be read
   * @param stat what tells without reading it that nobody has touched it
   * @param settled {@code stat} can be trusted
   */
  record Print(String content, String stat, boolean settled) {
    static final Print NONE = new Print("", "", false);

    static Print of(byte[] content) {
      return new Print(Fingerprint.of(content), "", false);
    }

    /** As the file is now; it is read only when somebody may have touched it. */
    static Print of(Path file, Print before, Instant now) {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
          return before; // a pipe is not read twice
        }
        Instant modified = attributes.lastModifiedTime().toInstant();
        String stat = attributes.size() + " " + modified + " " + attributes.fileKey();
        return before.settled && before.stat.equals(stat)
            ? before
            : new Print(
                Fingerprint.of(TextFile.bytes(file)),
                stat,
                modified.plus(GRAIN).compareTo(now) < 0);
      } catch (IOException | IllegalArgumentException unreadable) {
        return NONE;
      }
    }
  }

  /** The same files as they are now; blocks. */
  public Footprint again(Instant now) {
    var all = new LinkedHashMap<Path, Print>();
    prints.forEach((file, before) -> all.put(file, Print.of(file, before, now)));
    return new Footprint(all);
  }

  /** True if the files that both know hold the same. */
  public boolean agrees(Footprint other) {
    return prints.entrySet().stream()
        .allMatch(
            mine ->
                Optional.ofNullable(other.prints.get(mine.getKey()))
                    .map(theirs -> theirs.content.equals(mine.getValue().content))
                    .orElse(true));
  }

  /** Names the whole content, in twelve hex digits. */
  public String hash() {
    var text = new StringBuilder();
    prints.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> text.append(each.getKey()).append(' ').append(each.getValue().content));
    return Fingerprint.of(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
  }
}
