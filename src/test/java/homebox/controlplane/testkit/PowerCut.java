package homebox.controlplane.testkit;

import java.util.List;
import java.util.stream.Stream;

/** kill -9 of a process and all that it has started, at once. */
final class PowerCut {
  private PowerCut() {}

  /** Of these; done when they are gone. */
  static void of(ProcessHandle first) {
    List<ProcessHandle> all = Stream.concat(Stream.of(first), first.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }
}
