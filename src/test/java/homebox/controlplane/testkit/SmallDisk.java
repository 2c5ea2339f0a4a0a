package homebox.controlplane.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk of a few MB in memory, in a namespace of its own: nobody must be root for it, and nothing
 * stays behind. Only who is started under {@link #program} finds it at its path.
 */
public final class SmallDisk implements AutoCloseable {
  private static final String MOUNT =
      "mount -t tmpfs -o size=\"$1\" none \"$0\" && echo mounted && exec cat";

  private final Process holder;
  private final Path at;

  private SmallDisk(Process holder, Path at) {
    this.holder = holder;
    this.at = at;
  }

  /** This machine makes none. */
  public static final class NotHere extends Exception {
    private static final long serialVersionUID = 1L;

    NotHere(String why) {
      super("no small disk on this machine: " + why);
    }
  }

  /**
   * Mounts it over an empty folder.
   *
   * @throws NotHere with what the machine says against it
   */
  public static SmallDisk at(Path folder, int megabytes) throws NotHere {
    try {
      Files.createDirectories(folder);
      Process holder =
          new ProcessBuilder(
                  "unshare", "-rm", "sh", "-c", MOUNT, folder.toString(), megabytes + "m")
              .redirectErrorStream(true)
              .start();
      BufferedReader said = holder.inputReader();
      String first = said.readLine();
      if (!"mounted".equals(first)) {
        throw new NotHere(String.valueOf(first));
      }
      return new SmallDisk(holder, folder);
    } catch (IOException notThere) {
      throw new NotHere(notThere.getMessage());
    }
  }

  /** What a process is started under to find it, with {@code working} as its folder. */
  public List<String> program(Path working) {
    String pid = String.valueOf(holder.pid());
    return List.of(
        "nsenter",
        "-t",
        pid,
        "-U",
        "-m",
        "--preserve-credentials",
        "sh",
        "-c",
        "cd \"$0\" && exec \"$@\"",
        working.toString());
  }

  /** Takes all the room that is left. */
  public void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException full) {
      if (Files.size(ballast()) == 0) {
        throw full;
      }
    }
  }

  /** Gives it back. */
  public void empty() throws IOException {
    Files.delete(ballast());
  }

  /** It, as seen from outside. */
  public Path seen() {
    return Path.of("/proc/" + holder.pid() + "/root" + at.toAbsolutePath());
  }

  private Path ballast() {
    return seen().resolve("ballast");
  }

  @Override
  public void close() {
    holder.destroy();
  }
}
