package homebox.controlplane.web;

import com.sun.management.UnixOperatingSystemMXBean;
import homebox.controlplane.web.MetricText.Kind;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What this process takes of its machine, under the names that all Prometheus clients give it
 * (https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics). What the machine
 * does not tell is left out.
 */
record MachineFacts(Process process, Heap heap, List<Collector> collectors, int threads) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Of the process as the machine sees it. */
  record Process(
      Duration started,
      Duration cpu,
      OptionalLong residentBytes,
      OptionalLong openFiles,
      OptionalLong mostFiles) {}

  /** Of Java's heap. */
  record Heap(long usedBytes, long mostBytes) {}

  /** A garbage collector. */
  record Collector(String name, long runs, Duration took) {}

  /** Reads them now. It may take a tenth of a second the first time: not on an event loop. */
  static MachineFacts read() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new MachineFacts(
        ofProcess(),
        new Heap(heap.getUsed(), heap.getMax()),
        ManagementFactory.getGarbageCollectorMXBeans().stream().map(MachineFacts::of).toList(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static Collector of(GarbageCollectorMXBean bean) {
    return new Collector(
        bean.getName(), bean.getCollectionCount(), Duration.ofMillis(bean.getCollectionTime()));
  }

  private static Process ofProcess() {
    var started = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getStartTime());
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new Process(
            started,
            Duration.ofNanos(unix.getProcessCpuTime()),
            resident(),
            OptionalLong.of(unix.getOpenFileDescriptorCount()),
            OptionalLong.of(unix.getMaxFileDescriptorCount()))
        : new Process(
            started,
            ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
  }

  /** Linux alone says it. */
  private static OptionalLong resident() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst();
    } catch (IOException elsewhere) {
      return OptionalLong.empty();
    }
  }

  void write(MetricText out) {
    String started = MetricText.seconds(process.started());
    String cpu = MetricText.seconds(process.cpu());
    out.one("process_start_time_seconds", Kind.GAUGE, "Start, in seconds since 1970.", started)
        .one("process_cpu_seconds_total", Kind.COUNTER, "Time of all processors for it.", cpu);
    known(out, "process_resident_memory_bytes", "Memory that it holds.", process.residentBytes());
    known(out, "process_open_fds", "Open files and sockets.", process.openFiles());
    known(out, "process_max_fds", "How many may be open.", process.mostFiles());
    out.gauge("jvm_threads_current", "Threads of Java's.", threads);
    String area = Labels.of("area", "heap");
    out.head("jvm_memory_used_bytes", Kind.GAUGE, "Memory of Java's that is in use.")
        .line("jvm_memory_used_bytes", area, heap.usedBytes())
        .head("jvm_memory_max_bytes", Kind.GAUGE, "Memory that Java may use.")
        .line("jvm_memory_max_bytes", area, heap.mostBytes());
    collectors(out, "jvm_gc_collection_seconds");
  }

  private void collectors(MetricText out, String name) {
    out.head(name, Kind.SUMMARY, "Runs of the garbage collector.");
    for (Collector each : collectors) {
      String labels = Labels.of("gc", each.name());
      out.line(name + "_count", labels, each.runs())
          .line(name + "_sum", labels, MetricText.seconds(each.took()));
    }
  }

  private static void known(MetricText out, String name, String help, OptionalLong value) {
    value.ifPresent(number -> out.gauge(name, help, number));
  }
}
