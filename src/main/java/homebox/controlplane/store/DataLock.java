package homebox.controlplane.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held for the life of a {@code run}: two processes on one database would each tell every outage.
 * The operating system lets it go when the process ends, however it ends.
 */
public final class DataLock {
  private static final Path LOCKS = Path.of("/proc/locks");

  private final FileChannel channel;
  private final FileLock lock;

  private DataLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Somebody else holds it. */
  public static final class Held extends Exception {
    private static final long serialVersionUID = 1L;

    private final String holder;

    Held(Path database, String holder) {
      super(
          database
              + " is in use by "
              + holder
              + " — stop that one, or give this one another database_path");
      this.holder = holder;
    }

    /** Who, in its own words. */
    String holder() {
      return holder;
    }
  }

  /**
   * Takes the lock beside {@code database}, {@code history.db.lock}.
   *
   * @param holder what a second one is told about us, on one line
   * @throws Held who holds it, and what to do
   * @throws IOException the file cannot be made
   */
  public static DataLock take(Path database, String holder) throws Held, IOException {
    Path absolute = database.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path file = absolute.resolveSibling(absolute.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        write(channel, holder);
        return new DataLock(channel, lock);
      }
    } catch (OverlappingFileLockException ours) {
      // this very process holds it: the same answer as for another one
    } catch (IOException refused) {
      channel.close();
      throw refused;
    }
    String held = held(channel);
    channel.close();
    throw new Held(database, held);
  }

  /**
   * Who holds the lock beside {@code database} now, in the holder's own words. Only looks: to try
   * the lock itself would make a {@code run} that starts in the same moment believe that it is
   * held.
   *
   * @return empty if nobody does, or if this machine does not show it
   */
  public static Optional<String> holder(Path database) {
    Path absolute = database.toAbsolutePath();
    Path file = absolute.resolveSibling(absolute.getFileName() + ".lock");
    try {
      String inode = String.valueOf(Files.getAttribute(file, "unix:ino"));
      boolean locked = Files.readAllLines(LOCKS).stream().anyMatch(line -> isLockOf(inode, line));
      String holder = locked ? Files.readString(file).strip() : "";
      return locked ? Optional.of(holder.isEmpty() ? "another process" : holder) : Optional.empty();
    } catch (IOException | UnsupportedOperationException notShown) {
      return Optional.empty();
    }
  }

  /** {@code 1: POSIX ADVISORY WRITE 1234 08:01:5678 0 EOF}, see proc(5). */
  private static boolean isLockOf(String inode, String line) {
    return line.matches(
        "[0-9]+: POSIX +ADVISORY +WRITE +-?[0-9]+ +[0-9a-f]+:[0-9a-f]+:" + inode + " .*");
  }

  /** Lets it go. */
  public void release() throws IOException {
    lock.release();
    channel.close();
  }

  private static void write(FileChannel channel, String holder) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    channel.force(false);
  }

  private static String held(FileChannel channel) throws IOException {
    var text = ByteBuffer.allocate(1_000);
    channel.read(text, 0);
    String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    return holder.isEmpty() ? "another process" : holder;
  }
}
