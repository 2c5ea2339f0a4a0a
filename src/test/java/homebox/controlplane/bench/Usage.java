package homebox.controlplane.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What Linux says of a process (proc(5)).
 *
 * @param cpuMicros user and system time, 10 ms fine
 * @param rssKib resident memory now
 * @param writtenBytes what it caused to be written to the disk
 */
record Usage(long nanos, long cpuMicros, long rssKib, long writtenBytes) {
  private static final long TICK_MICROS =
      10_000; // sysconf(_SC_CLK_TCK) is 100 on every Linux we know

  static Usage of(long pid) {
    try {
      Path proc = Path.of("/proc", String.valueOf(pid));
      String stat = Files.readString(proc.resolve("stat"));
      String[] after = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(after[11]) + Long.parseLong(after[12]);
      return new Usage(
          System.nanoTime(),
          ticks * TICK_MICROS,
          number(proc.resolve("status"), "VmRSS:"),
          number(proc.resolve("io"), "write_bytes:"));
    } catch (NoSuchFileException gone) {
      throw new IllegalStateException("process " + pid + " is gone", gone);
    } catch (IOException unreadable) {
      throw new IllegalStateException("/proc cannot be read: these figures need Linux", unreadable);
    }
  }

  /** The most memory that it ever had. */
  static long peakKib(long pid) {
    try {
      return number(Path.of("/proc", String.valueOf(pid), "status"), "VmHWM:");
    } catch (IOException gone) {
      throw new IllegalStateException("process " + pid + " cannot be looked at", gone);
    }
  }

  double secondsSince(Usage before) {
    return (nanos - before.nanos) / 1e9;
  }

  private static long number(Path file, String key) throws IOException {
    return Arrays.stream(Files.readString(file).split("\n"))
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
