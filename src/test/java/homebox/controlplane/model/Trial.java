package homebox.controlplane.model;

import homebox.controlplane.model.Plan.Reply;
import homebox.controlplane.model.Plan.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lives through a plan, one life of the process after the other, and keeps the books. */
final class Trial {
  private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

  /** Longer than any back-off, any wish to be left alone, and the test of a paused channel. */
  private static final Duration ENOUGH = Duration.ofMinutes(15);

  private final Plan plan;
  private final Path folder;
  private final Books books = new Books();
  private final Map<String, Expected> expected = new HashMap<>();
  private List<Reply> replies = List.of(Reply.SENT);
  private int reply;
  private int number;
  private boolean blind;
  private Path file;
  private Life life;

  /** The one that was planned last. */
  private Plan.Death death = new Plan.Death(0, Duration.ZERO, Optional.empty());

  /**
   * Begins nothing yet.
   *
   * @param folder empty but for {@code history-1.db}, a file without a past
   */
  Trial(Plan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
    this.file = folder.resolve("history-1.db");
  }

  /** Fails with an AssertionError if anything was told too rarely, out of order, or wrongly. */
  void run() throws IOException, SQLException {
    begin(NOON, Duration.ZERO, Optional.empty());
    try {
      for (Step step : plan.steps()) {
        take(step);
      }
      finish();
    } finally {
      life.end(folder.resolve("end.db"));
    }
  }

  private void take(Step step) throws IOException, SQLException {
    if (step instanceof Plan.Answers answers) {
      hear(answers.service(), answers.letters());
    } else if (step instanceof Plan.Pass pass) {
      lived(life.pass(pass.time()));
    } else if (step instanceof Plan.Mood mood) {
      replies = mood.replies();
      reply = 0;
    } else if (step instanceof Plan.Hang hang) {
      life.hang(hang.time());
    } else if (step instanceof Plan.Lock lock) {
      life.lock(lock.time());
    } else if (step instanceof Plan.Death death) {
      this.death = death;
      life.dieAfter(death.after());
    } else if (step instanceof Plan.Restart restart) {
      boolean well = life.well();
      boolean stopped = life.stop();
      next(restart.off(), well && stopped, Optional.empty());
    }
  }

  private boolean hear(String service, String letters) throws IOException, SQLException {
    for (char letter : letters.toCharArray()) {
      if (!lived(life.pass(Duration.ofSeconds(1)))) {
        return false;
      }
      expected.get(service).hear(letter, life.pace.instant());
      if (!lived(life.hear(service, letter))) {
        return false;
      }
    }
    return true;
  }

  private boolean lived(boolean on) throws IOException, SQLException {
    if (!on) {
      next(death.off(), false, death.again());
    }
    return on;
  }

  private void next(Duration off, boolean clean, Optional<Integer> dies)
      throws IOException, SQLException {
    Instant now = life.pace.instant().plus(off);
    Duration locked = life.locked().minus(off);
    file = folder.resolve("history-" + (number + 1) + ".db");
    life.end(file);
    books.close(number, file, blind ? Optional.empty() : Optional.of(expected), clean);
    begin(now, locked, dies);
  }

  private void begin(Instant now, Duration locked, Optional<Integer> dies)
      throws IOException, SQLException {
    number++;
    expected.clear();
    Plans.SERVICES.forEach(service -> expected.put(service, books.expected(file, service)));
    life = new Life(file, now, plan.groupWait(), this::reply, this::tried);
    if (!locked.isNegative() && !locked.isZero()) {
      life.lock(locked);
    }
    dies.ifPresent(life::dieAfter);
    boolean up = life.start();
    blind = !life.well();
    if (!up) {
      next(death.off(), false, Optional.empty());
    }
  }

  private Reply reply() {
    return replies.get(reply++ % replies.size());
  }

  private void tried(Moody.Line line) {
    books.tried(line, number, life.well());
  }

  /** The channel is well, the database is free, every service is UP, and time passes. */
  private void finish() throws IOException, SQLException {
    replies = List.of(Reply.SENT);
    life.liveOn();
    life.mend();
    life.pass(ENOUGH);
    for (String service : Plans.SERVICES) {
      hear(service, "gg");
    }
    life.pass(ENOUGH);
    books.close(number, file, blind ? Optional.empty() : Optional.of(expected), true);
    books.verify(file, life.pace.instant());
  }
}
