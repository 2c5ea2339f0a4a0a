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

  private static final int ITS_OWN = 2; // utime, stime
  private static final int WITH_ENDED = 4; // and cutime, cstime: of children that have ended

  static Usage of(long pid) {
    return of(pid, ITS_OWN);
  }

  /**
   * The same of a process with all that it started, also of what has ended since. Memory that they
   * share counts for each.
   */
  static Usage ofFamily(long pid) {
    Usage all = of(pid, WITH_ENDED);
    for (ProcessHandle each : ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
      try {
        all = all.plus(read(each.pid(), WITH_ENDED));
      } catch (IOException ended) {
        continue; // a moment ago: what it used is its parent's from now on
      }
    }
    return all;
  }

  private Usage plus(Usage other) {
    return new Usage(
        nanos,
        cpuMicros + other.cpuMicros,
        rssKib + other.rssKib,
        writtenBytes + other.writtenBytes);
  }

  private static Usage of(long pid, int times) {
    try {
      return read(pid, times);
    } catch (NoSuchFileException gone) {
      throw new IllegalStateException("process " + pid + " is gone", gone);
    } catch (IOException unreadable) {
      throw new IllegalStateException("/proc cannot be read: these figures need Linux", unreadable);
    }
  }

  private static Usage read(long pid, int times) throws IOException {
    Path proc = Path.of("/proc", String.valueOf(pid));
    String stat = Files.readString(proc.resolve("stat"));
    long ticks =
        Arrays.stream(stat.substring(stat.lastIndexOf(')') + 2).split(" "))
            .skip(11)
            .limit(times)
            .mapToLong(Long::parseLong)
            .sum();
    return new Usage(
        System.nanoTime(),
        ticks * TICK_MICROS,
        number(proc.resolve("status"), "VmRSS:"),
        number(proc.resolve("io"), "write_bytes:"));
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
