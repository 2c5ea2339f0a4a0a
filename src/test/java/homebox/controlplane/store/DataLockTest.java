package homebox.controlplane.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {
  @TempDir Path folder;

  @Test
  void who_holds_it_is_seen_without_trying_it() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/locks")), "this machine shows no locks");
    Path database = folder.resolve("history.db");
    assertThat(DataLock.holder(database)).isEmpty();
    assertThat(folder).isEmptyDirectory();
    DataLock lock = DataLock.take(database, "process 7 on nas");
    assertThat(DataLock.holder(database)).contains("process 7 on nas");
    lock.release();
    assertThat(DataLock.holder(database)).isEmpty();
  }
}
