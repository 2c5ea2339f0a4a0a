package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.time.HandPace;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However people save: it is seen once it has been the same for a second, and only then. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConfigWatchTest {
  /** Later than every date of a file here: dates may be trusted. */
  private static final Instant TOMORROW = Instant.parse("2099-01-01T00:00:00Z");

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final HandPace pace = new HandPace(TOMORROW);
  private final List<Footprint> calls = new CopyOnWriteArrayList<>();
  private Path file;
  private ConfigWatch watch;

  @BeforeEach
  void begin() throws Exception {
    file = folder.resolve("config.yaml");
    Files.writeString(file, "first");
    watch(file);
  }

  @AfterEach
  void end() {
    vertx.close().await();
  }

  private void watch(Path... files) throws Exception {
    var shelf = new Shelf(folder, Set.of());
    for (Path each : files) {
      if (shelf.has(each.toString())) {
        shelf.read(each.toString());
      }
    }
    onLoop(
        () -> {
          if (watch != null) {
            watch.stop();
          }
          watch = new ConfigWatch(vertx, pace, shelf.footprint(), calls::add);
          watch.start();
        });
  }

  private void onLoop(Runnable what) throws Exception {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        now -> {
          what.run();
          done.complete();
        });
    done.future().await(20, TimeUnit.SECONDS);
  }

  /** A second passes, and the files have been looked at. */
  private void second() throws Exception {
    onLoop(() -> pace.advance(ConfigWatch.ROUND));
    var waits = new boolean[1];
    do {
      LockSupport.parkNanos(1_000_000);
      onLoop(() -> waits[0] = pace.pending() > 0);
    } while (!waits[0]);
  }

  private void seconds(int count) throws Exception {
    for (int n = 0; n < count; n++) {
      second();
    }
  }

  private void replace(Path target, String text) throws IOException {
    Path other = target.resolveSibling(target.getFileName() + ".new");
    Files.writeString(other, text);
    Files.move(other, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void what_nobody_touches_is_no_news() throws Exception {
    seconds(5);

    assertThat(calls).isEmpty();
  }

  @Test
  void a_file_that_is_replaced_is_seen_when_it_has_been_the_same_for_a_second() throws Exception {
    seconds(3);
    replace(file, "second");
    second();
    assertThat(calls).isEmpty();
    seconds(5);

    assertThat(calls).hasSize(1);
  }

  @Test
  void a_file_that_is_written_in_place_is_seen() throws Exception {
    seconds(3);
    Files.writeString(file, "other");
    seconds(5);

    assertThat(calls).hasSize(1);
  }

  @Test
  void who_writes_slowly_is_waited_for() throws Exception {
    for (String text : List.of("", "s", "se", "sec", "seco")) {
      Files.writeString(file, text);
      second();
    }
    assertThat(calls).isEmpty();
    Files.writeString(file, "second");
    seconds(3);

    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).agrees(calls.get(0).again(pace.instant()))).isTrue();
  }

  @Test
  void a_date_alone_is_no_news() throws Exception {
    seconds(2);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    replace(file, "first");
    seconds(3);

    assertThat(calls).isEmpty();
  }

  @Test
  void a_file_that_comes_back_as_it_was_is_no_news() throws Exception {
    Files.delete(file);
    second();
    Files.writeString(file, "first");
    seconds(3);

    assertThat(calls).isEmpty();
  }

  @Test
  void a_file_that_stays_away_is_news() throws Exception {
    Files.delete(file);
    seconds(2);
    assertThat(calls).hasSize(1);
    Files.writeString(file, "first");
    seconds(2);

    assertThat(calls).hasSize(2);
  }

  /** As Kubernetes mounts it: the file is a link through a link that is swapped. */
  @Test
  void a_link_that_is_swapped_is_seen() throws Exception {
    for (String version : List.of("one", "two")) {
      Files.createDirectories(folder.resolve(version));
      Files.writeString(folder.resolve(version).resolve("c.yaml"), version);
    }
    Path data = folder.resolve("..data");
    Files.createSymbolicLink(data, Path.of("one"));
    Path link = Files.createSymbolicLink(folder.resolve("c.yaml"), Path.of("..data/c.yaml"));
    watch(link);
    seconds(3);
    Path swapped = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("two"));
    Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    seconds(3);

    assertThat(calls).hasSize(1);
  }

  @Test
  void a_file_that_was_not_there_is_seen_when_it_comes() throws Exception {
    Path env = folder.resolve(".env");
    watch(file, env);
    seconds(2);
    Files.writeString(env, "LOG_LEVEL=DEBUG");
    seconds(2);

    assertThat(calls).hasSize(1);
  }

  @Test
  void what_was_read_meanwhile_is_no_news() throws Exception {
    Files.writeString(file, "other");
    second();
    var shelf = new Shelf(folder, Set.of());
    shelf.read(file.toString());
    onLoop(() -> watch.follow(shelf.footprint()));
    seconds(3);

    assertThat(calls).isEmpty();
  }

  @Test
  void after_the_end_nothing_is_seen() throws Exception {
    onLoop(watch::stop);
    Files.writeString(file, "other");
    onLoop(() -> pace.advance(Duration.ofMinutes(1)));

    assertThat(calls).isEmpty();
    assertThat(pace.pending()).isZero();
  }

  @Test
  void a_file_that_nobody_has_touched_since_is_not_read_again() throws Exception {
    Footprint once = calls(file).again(TOMORROW);

    assertThat(once.again(TOMORROW).prints().get(file)).isSameAs(once.prints().get(file));
  }

  private Footprint calls(Path each) {
    var shelf = new Shelf(folder, Set.of());
    shelf.read(each.toString());
    return shelf.footprint();
  }
}
