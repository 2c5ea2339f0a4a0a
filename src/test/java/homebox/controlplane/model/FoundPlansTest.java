package homebox.controlplane.model;

import homebox.controlplane.model.Plan.Answers;
import homebox.controlplane.model.Plan.Death;
import homebox.controlplane.model.Plan.Hang;
import homebox.controlplane.model.Plan.Lock;
import homebox.controlplane.model.Plan.Mood;
import homebox.controlplane.model.Plan.Network;
import homebox.controlplane.model.Plan.Pass;
import homebox.controlplane.model.Plan.Reply;
import homebox.controlplane.model.Plan.Restart;
import homebox.controlplane.model.Plan.What;
import homebox.controlplane.model.Plan.Wish;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that {@link OutboxModelTest} has found, in which people were told something wrong. */
class FoundPlansTest {
  @TempDir Path folder;

  @BeforeEach
  void makeFileWithoutPast() {
    Vertx vertx = Vertx.vertx();
    Path file = folder.resolve("history-1.db");
    Database.open(vertx, new VertxPace(vertx), file).await().close().await();
    vertx.close().await();
  }

  private static Duration seconds(int length) {
    return Duration.ofSeconds(length);
  }

  /** What went out without a claim was not marked as one that may have arrived. */
  @Test
  void told_while_the_disk_hangs_without_an_answer_and_again_when_it_does_not() throws Exception {
    var plan =
        new Plan(
            Duration.ZERO,
            List.of(
                new Answers("box", "ss"),
                new Answers("box", "ffg"),
                new Mood(List.of(Reply.UNKNOWN)),
                new Pass(seconds(8)),
                new Answers("nas", "ss"),
                new Hang(seconds(21)),
                new Mood(List.of(Reply.HANGS_BUT_HEARD)),
                new Answers("box", "ffs"),
                new Answers("nas", "ffg"),
                new Pass(Duration.ofMinutes(131)),
                new Restart(seconds(2))));

    new Trial(plan, folder).run();
  }

  /** What nobody knows to be over began again, and they were not told. */
  @Test
  void a_recovery_is_given_up_and_after_a_restart_it_is_down_again() throws Exception {
    var plan =
        new Plan(
            Duration.ZERO,
            List.of(
                new Answers("box", "gff"),
                new Mood(List.of(Reply.UNKNOWN)),
                new Answers("box", "g"),
                new Pass(Duration.ofMinutes(66)),
                new Restart(seconds(13)),
                new Mood(List.of(Reply.SENT)),
                new Answers("box", "ff")));

    new Trial(plan, folder).run();
  }

  /** It was told while the disk hung, never written, and what followed it was. */
  @Test
  void it_is_stopped_while_the_disk_hangs_with_an_outage_and_its_end_to_write() throws Exception {
    var plan =
        new Plan(
            Duration.ofSeconds(3),
            List.of(
                new Death(33, seconds(9), Optional.empty()),
                new Answers("box", "ss"),
                new Hang(seconds(17)),
                new Answers("tv", "gggg"),
                new Pass(seconds(15)),
                new Answers("nas", "ffsfsggff"),
                new Answers("tv", "ss"),
                new Answers("box", "gfggg"),
                new Hang(seconds(7)),
                new Answers("tv", "ffgss"),
                new Mood(List.of(Reply.REFUSED, Reply.LATER)),
                new Restart(seconds(20)),
                new Pass(Duration.ofMinutes(200)),
                new Answers("box", "ssffs")));

    new Trial(plan, folder).run();
  }

  /** The model took us to be offline until it was asked the next time. */
  @Test
  void the_network_goes_while_many_are_down() throws Exception {
    var plan =
        new Plan(
            Duration.ZERO,
            true,
            List.of(
                new Answers("box", "ff"),
                new Network(false),
                new Wish(What.WORK, "nas", seconds(1)),
                new Answers("nas", "ffFFFF"),
                new Answers("tv", "gFF"),
                new Answers("box", "FsfF"),
                new Answers("tv", "ffs"),
                new Answers("tv", "fS"),
                new Wish(What.CALL_OFF, "box", Duration.ZERO),
                new Wish(What.WORK_IN_20_S, "tv", seconds(20)),
                new Pass(seconds(95))));

    new Trial(plan, folder).run();
  }

  /** A stop waits for what it can write still. */
  @Test
  void it_is_stopped_with_a_recovery_to_write_that_was_told_while_the_file_was_locked()
      throws Exception {
    var plan =
        new Plan(
            Duration.ZERO,
            List.of(
                new Pass(seconds(13)),
                new Answers("nas", "ffg"),
                new Lock(seconds(2)),
                new Pass(seconds(36)),
                new Answers("nas", "g"),
                new Lock(seconds(7)),
                new Answers("nas", "g"),
                new Answers("nas", "fsf"),
                new Death(53, seconds(11), Optional.empty()),
                new Death(55, seconds(9), Optional.of(57)),
                new Answers("box", "ffg"),
                new Mood(List.of(Reply.HANGS)),
                new Restart(seconds(6)),
                new Answers("box", "ff"),
                new Pass(seconds(58)),
                new Answers("nas", "ffg"),
                new Restart(seconds(15)),
                new Answers("box", "gsff"),
                new Pass(seconds(34))));

    new Trial(plan, folder).run();
  }
}
