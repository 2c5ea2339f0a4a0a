package homebox.controlplane.time;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time on one of several hosts, whose wall clocks need not agree: what one of them writes another
 * one reads. The wall clock is that of the database which they share, as it was asked last, and
 * goes on with this host's own; where somebody sets that one it does not follow. A host whose clock
 * is right to a second has its own. May be used from anywhere.
 */
public final class SharedPace implements Pace {
  private static final Logger log = LoggerFactory.getLogger(SharedPace.class);

  /** Clocks that are no further apart agree. */
  static final Duration AGREED = Duration.ofSeconds(1);

  private static final long AGREED_MILLIS = AGREED.toMillis();

  /** What is read one after the other, and not at once, says nothing about each other. */
  private static final long AT_ONCE_NANOS = 100_000_000;

  /** A machine on which that takes longer each time is slow, and not asleep in between. */
  private static final int TRIES = 5;

  private final Pace own;
  private volatile Course course;

  private record Reading(long wallMillis, long nanos, long bootMillis) {
    static Reading of(Pace pace) {
      Reading now = take(pace);
      for (int again = 0; again < TRIES && pace.nanos() - now.nanos > AT_ONCE_NANOS; again++) {
        now = take(pace);
      }
      return now;
    }

    private static Reading take(Pace pace) {
      return new Reading(pace.instant().toEpochMilli(), pace.nanos(), pace.sinceBootMillis());
    }

    /** How far the own clock was set since then. */
    long set(Reading then) {
      return wallMillis - then.wallMillis - (bootMillis - then.bootMillis);
    }

    /** How long that is ago, sleep included. */
    long since(Reading then) {
      return Math.max((nanos - then.nanos) / 1_000_000, bootMillis - then.bootMillis);
    }

    /** Where the wall clock runs beside the other one. */
    long lead() {
      return lead(wallMillis, nanos);
    }

    static long lead(long wallMillis, long nanos) {
      return wallMillis - nanos / 1_000_000;
    }
  }

  /**
   * How one comes from the own wall clock to the shared one.
   *
   * @param aheadMillis of the own one is the shared one
   * @param at when that was found
   */
  private record Course(long aheadMillis, Reading at) {}

  /** The own clock, until the database has said what o'clock it is. */
  public SharedPace(Pace own) {
    this.own = own;
    this.course = new Course(0, Reading.of(own));
  }

  /** The database is about to be asked what o'clock it is: takes its answer, when that is there. */
  public Consumer<Instant> asking() {
    Reading asked = Reading.of(own);
    return answer -> follow(answer, asked);
  }

  /** It was that time at some moment between question and answer. */
  private synchronized void follow(Instant theirs, Reading asked) {
    Reading now = Reading.of(own);
    long least = theirs.toEpochMilli() - now.wallMillis;
    long most = least + now.since(asked);
    long before = steered(now);
    change(isWithin(before, least, most) ? before : nearest(least, most), now);
  }

  private static boolean isWithin(long ahead, long least, long most) {
    return least - AGREED_MILLIS <= ahead && ahead <= most + AGREED_MILLIS;
  }

  /** Whose own clock may be right has it. */
  private static long nearest(long least, long most) {
    return isWithin(0, least, most) ? 0 : (least + most) / 2;
  }

  /** What is to be added to the own clock, wherever that was set to by now. */
  private long steered(Reading now) {
    long set = now.set(course.at);
    return Math.abs(set) > AGREED_MILLIS ? course.aheadMillis - set : course.aheadMillis;
  }

  private void change(long ahead, Reading now) {
    boolean other = ahead != course.aheadMillis;
    course = new Course(ahead, now);
    if (other && Math.abs(ahead) > AGREED_MILLIS) {
      log.warn(
          "the clock of this host is {} s {} that of the database, which holds on all nodes — set"
              + " the one that is wrong",
          Math.round(Math.abs(ahead) / 1000.0),
          ahead < 0 ? "ahead of" : "behind");
    } else if (other) {
      log.info("the clock of this host and that of the database agree again");
    }
  }

  @Override
  public Instant instant() {
    Course known = course;
    Instant wall = own.instant();
    long lead = Reading.lead(wall.toEpochMilli(), own.nanos());
    return Math.abs(lead - known.at.lead()) <= AGREED_MILLIS
        ? wall.plusMillis(known.aheadMillis)
        : steer();
  }

  /** The machine has slept, or somebody has set its clock. */
  private synchronized Instant steer() {
    Reading now = Reading.of(own);
    change(steered(now), now);
    return Instant.ofEpochMilli(now.wallMillis + course.aheadMillis);
  }

  @Override
  public long nanos() {
    return own.nanos();
  }

  @Override
  public long sinceBootMillis() {
    return own.sinceBootMillis();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return own.after(delay, task);
  }
}
