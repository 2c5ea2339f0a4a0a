package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.model.Plan.Reply;
import homebox.controlplane.model.Plan.Step;
import homebox.controlplane.model.Plan.What;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lives through a plan, one life of the process after the other, and keeps the books. */
final class Trial {
  private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

  /** Longer than any back-off, any wish to be left alone, and the test of a paused channel. */
  private static final Duration ENOUGH = Duration.ofMinutes(15);

  private static final Duration QUICK = Duration.ofMillis(40);
  private static final Duration LONG = Duration.ofMillis(900);

  /** So many good answers in a row, and nobody is restless. */
  private static final int CALM = 25;

  private final Plan plan;
  private final Path folder;
  private final Books books = new Books();
  private final Reminded reminded = new Reminded();
  private final Net net = new Net();
  private final List<String> watched = new ArrayList<>(Plans.SERVICES);
  private List<Reply> replies = List.of(Reply.SENT);
  private int reply;
  private int number;
  private boolean blind;

  /** In this life the disk was not well: when anything was decided is not known, nor if it was. */
  private boolean unsure;

  private Path file;
  private Life life;
  private House house;

  /** What the parent says when it is asked for its child's sake. */
  private char parent = 'g';

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
      pass(pass.time());
    } else if (step instanceof Plan.Mood mood) {
      replies = mood.replies();
      reply = 0;
    } else if (step instanceof Plan.Hang hang) {
      unsure = plan.full();
      life.hang(hang.time());
    } else if (step instanceof Plan.Lock lock) {
      unsure = plan.full();
      life.lock(lock.time());
    } else if (step instanceof Plan.Death death) {
      this.death = death;
      life.dieAfter(death.after());
    } else if (step instanceof Plan.Restart restart) {
      boolean well = life.well();
      boolean stopped = life.stop();
      next(restart.off(), well && stopped, Optional.empty());
    } else if (step instanceof Plan.Wish wish) {
      want(wish);
    } else if (step instanceof Plan.Meanwhile meanwhile) {
      hear(meanwhile);
    } else if (step instanceof Plan.Network network) {
      net.be(network.there());
    } else if (step instanceof Plan.Watch watch) {
      watch(watch.service(), watch.watched());
    }
  }

  private long now() {
    return life.pace.instant().toEpochMilli();
  }

  private boolean pass(Duration time) throws IOException, SQLException {
    boolean on = life.pass(time);
    house.pass(now());
    return lived(on);
  }

  private boolean hear(String service, String letters) throws IOException, SQLException {
    for (char letter : letters.toCharArray()) {
      Duration took = Character.isUpperCase(letter) ? LONG : QUICK;
      String small = String.valueOf(letter).toLowerCase(Locale.ROOT);
      parent = service.equals(House.PARENT) ? small.charAt(0) : parent;
      if (!pass(Duration.ofSeconds(1)) || !hear(service, small.charAt(0), took)) {
        return false;
      }
    }
    return true;
  }

  private boolean hear(String service, char letter, Duration took)
      throws IOException, SQLException {
    long begun = now() - took.toMillis();
    int before = life.asked();
    Optional<Character> waits = house.hear(service, letter, begun, now());
    if (!lived(life.hear(service, letter, took))) {
      return false;
    }
    assertThat(unsure || life.asked() - before == (waits.isPresent() ? 1 : 0))
        .as("the parent is asked for %s: %s", service, waits)
        .isTrue();
    return waits.isEmpty() || hearParent(service, waits.get(), letter, begun);
  }

  private boolean want(Plan.Wish wish) throws IOException, SQLException {
    return lived(new Doing(life, house, reminded).take(wish));
  }

  private void hear(Plan.Meanwhile meanwhile) throws IOException, SQLException {
    Duration half = Duration.ofSeconds(1);
    if (pass(half) && want(meanwhile.wish()) && pass(half)) {
      hear(meanwhile.service(), meanwhile.letter(), half.multipliedBy(2));
    }
  }

  /** The child is judged when its parent has answered. */
  private boolean hearParent(String child, char to, char letter, long begun)
      throws IOException, SQLException {
    if (!pass(QUICK)) {
      return false;
    }
    house.hear(House.PARENT, parent, now() - QUICK.toMillis(), now());
    house.judge(child, Optional.of(to), letter, begun, now());
    return lived(life.hear(House.PARENT, parent, QUICK));
  }

  private void watch(String service, boolean now) throws IOException, SQLException {
    if (watched.contains(service) == now) {
      return;
    }
    if (now) {
      watched.add(service);
    } else {
      watched.remove(service);
      house.leave(service, now());
    }
    boolean on = life.follow(new Blueprint(plan.full(), watched));
    if (on && now) {
      house.enter(service, Stored.of(file), now());
    }
    lived(on);
  }

  private boolean lived(boolean on) throws IOException, SQLException {
    if (!on) {
      next(death.off(), false, death.again());
    }
    return on;
  }

  private void next(Duration off, boolean clean, Optional<Integer> dies)
      throws IOException, SQLException {
    long over = now();
    Instant now = life.pace.instant().plus(off);
    Duration locked = life.locked().minus(off);
    file = folder.resolve("history-" + (number + 1) + ".db");
    life.end(file);
    close(clean);
    if (clean && plan.full() && !unsure) {
      house.verify(Stored.of(file), over);
    }
    begin(now, locked, dies);
  }

  private void close(boolean clean) {
    Optional<House> known = blind || unsure ? Optional.empty() : Optional.of(house);
    books.close(number, file, known, clean);
    reminded.verify(file, known);
  }

  private void begin(Instant now, Duration locked, Optional<Integer> dies)
      throws IOException, SQLException {
    number++;
    Stored stored = Stored.of(file);
    house = new House(stored, watched, plan.full(), net, now.toEpochMilli());
    var blueprint = new Blueprint(plan.full(), watched);
    life = new Life(file, now, plan.groupWait(), blueprint, net::isThere, this::reply, this::tried);
    unsure = false;
    if (!locked.isNegative() && !locked.isZero()) {
      unsure = plan.full();
      life.lock(locked);
    }
    dies.ifPresent(life::dieAfter);
    boolean up = life.start();
    blind = !life.well();
    unsure |= blind && plan.full();
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
    pass(ENOUGH);
    if (unsure) {
      next(Duration.ofSeconds(1), life.stop(), Optional.empty());
    }
    if (plan.full()) {
      endCauses();
      remind();
    }
    for (String service : Plans.SERVICES) {
      hear(service, "gg");
    }
    pass(ENOUGH);
    close(true);
    books.verify(file, life.pace.instant(), !plan.full());
  }

  /** Nothing stands against telling anything any more. */
  private void endCauses() throws IOException, SQLException {
    net.be(true);
    for (String service : Plans.SERVICES) {
      watch(service, true);
      take(new Plan.Wish(What.UNMUTE, service, Duration.ZERO));
      take(new Plan.Wish(What.RESUME, service, Duration.ZERO));
    }
    while (house.works.open(now()).isPresent()) {
      take(new Plan.Wish(What.CALL_OFF, "", Duration.ZERO));
    }
    pass(Duration.ofSeconds(10));
    for (String service : Plans.SERVICES) {
      hear(service, "g".repeat(CALM));
    }
  }

  /** An outage is told once, told again, and not told again when somebody cares. */
  private void remind() throws IOException, SQLException {
    for (String service : List.of("box", House.CHILD)) {
      hear(service, "ff");
      String incident = house.of(service).flatMap(tenant -> tenant.incident).orElseThrow();
      assertThat(house.keys(service)).as("it is told").endsWith("incident:" + incident + ":ALERT");
      pass(Duration.ofMinutes(11));
      assertThat(Reminded.of(file, incident)).as("reminders of %s", incident).isEqualTo(1);
      take(new Plan.Wish(What.ACKNOWLEDGE, service, Duration.ZERO));
      pass(Duration.ofHours(1));
      assertThat(Reminded.of(file, incident)).as("reminders of %s", incident).isEqualTo(1);
    }
  }
}
