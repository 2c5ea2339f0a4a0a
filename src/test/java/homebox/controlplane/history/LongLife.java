package homebox.controlplane.history;

import homebox.controlplane.history.Known.Absences;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A service's life, made up from its number: always the same, and any stretch of it can be told at
 * any time without what was before. It is asked on a grid, a few ms late each time. Now and then it
 * is down or slow, or nobody asks it; a first failure is asked about twice more, and one in some
 * thousand answers fails without anything having been wrong.
 */
final class LongLife {
  static final int TIMEOUT = 10_000;

  private static final long DAY = 24 * Hours.HOUR;
  private static final int LATE = 40; // ms
  private static final int ASK_AGAIN = 5_000;
  private static final int LONE = 4_000; // one of so many
  private static final int LONGEST = 200; // of an event, in rounds

  private enum Event {
    OUTAGE,
    SLOWNESS,
    SILENCE
  }

  private final int number;
  private final long interval;
  private final long phase;
  private final long usual;
  private final Spans stops;
  private final long now;
  private final long firstRound;
  private final long watchedFrom;
  private final Spans outages;
  private Spans down = Spans.NONE; // this and the next two: in rounds
  private Spans slow = Spans.NONE;
  private Spans silent = Spans.NONE;

  /**
   * One that was watched from {@code begin} on.
   *
   * @param stops when no process ran
   * @param now it has no answer from there on
   */
  LongLife(int number, long interval, long begin, Spans stops, long now) {
    var random = new SplittableRandom(number);
    this.number = number;
    this.interval = interval;
    this.phase = random.nextLong(interval);
    this.usual = 5 + random.nextLong(200);
    this.stops = stops;
    this.now = now;
    this.firstRound = round(begin) + 2;
    events(random);
    this.watchedFrom = next(begin);
    this.outages = asHeard(down);
  }

  /** The last event ends before the last day begins: all is well in the end. */
  private void events(SplittableRandom random) {
    long end = round(now - DAY);
    long rarity = 2 * DAY / interval * (1 + random.nextInt(5));
    long at = firstRound + random.nextLong(rarity);
    while (at + LONGEST < end) {
      long length = 1 + (long) (LONGEST * Math.pow(random.nextDouble(), 4));
      Spans event = Spans.of(at, at + length);
      switch (Event.values()[random.nextInt(Event.values().length)]) {
        case OUTAGE -> down = down.and(event);
        case SLOWNESS -> slow = slow.and(event);
        case SILENCE -> silent = silent.and(event);
      }
      at += length + 1 + random.nextLong(2 * rarity);
    }
  }

  /** From the first answer that fails to the first one afterwards. */
  private Spans asHeard(Spans rounds) {
    long[] edges = rounds.edges();
    for (int n = 0; n < edges.length; n += 2) {
      edges[n] = next(at(edges[n]));
      edges[n + 1] = next(at(edges[n + 1]));
    }
    return Spans.of(edges);
  }

  int number() {
    return number;
  }

  String id() {
    return "s" + (number - 1);
  }

  /** Its first answer, epoch ms. */
  long watchedFrom() {
    return watchedFrom;
  }

  Patience patience() {
    return Patience.of(2 * interval + TIMEOUT);
  }

  /** Begins and ends, epoch ms. */
  Spans outages() {
    return outages;
  }

  /** The same of the times in which it was slow. */
  Spans slownesses() {
    return asHeard(slow);
  }

  /** What it answered from {@code from} on, {@code until} not included; in order. */
  Replies replies(long from, long until) {
    var replies = new Replies();
    long end = Math.min(until, now);
    for (long round = Math.max(firstRound, round(from)); at(round) < end; round++) {
      for (int attempt = 0; attempt < attempts(round); attempt++) {
        long at = at(round) + (long) attempt * ASK_AGAIN;
        if (at >= from && at < end && !stops.contains(at)) {
          replies.add(at, attempt, outcome(round, attempt), took(round, attempt));
        }
      }
    }
    return replies;
  }

  /** How often it is asked in that round. */
  private int attempts(long round) {
    if (silent.contains(round)) {
      return 0;
    }
    if (down.contains(round)) {
      return down.contains(round - 1) ? 1 : 3;
    }
    return lone(round) ? 2 : 1;
  }

  private boolean lone(long round) {
    return Long.remainderUnsigned(noise(round), LONE) == 0;
  }

  private int outcome(long round, int attempt) {
    if (down.contains(round) || lone(round) && attempt == 0) {
      return Replies.FAILED;
    }
    return slow.contains(round) ? Replies.SLOW : Replies.GOOD;
  }

  private int took(long round, int attempt) {
    long luck = Long.remainderUnsigned(noise(round * 3 + attempt), usual);
    return (int)
        switch (outcome(round, attempt)) {
          case Replies.GOOD -> usual + luck * luck / usual;
          case Replies.SLOW -> 5_000 + 10 * luck;
          default -> TIMEOUT;
        };
  }

  private long round(long at) {
    return Math.floorDiv(at - phase - LATE, interval);
  }

  private long at(long round) {
    return round * interval + phase + Long.remainderUnsigned(noise(round), LATE);
  }

  /** Always the same of one round; as good as random. */
  private long noise(long round) {
    long mixed = (round + 1) * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 29)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 32);
  }

  /** The first answer from that moment on; OPEN if there is none. */
  private long next(long from) {
    for (long round = Math.max(firstRound, round(from)); at(round) < now; round++) {
      Replies found = replies(Math.max(from, at(round)), at(round + 1));
      if (found.size() > 0) {
        return found.at()[0];
      }
    }
    return Spans.OPEN;
  }

  /** The last answer before that moment; null if there is none. */
  private Long before(long until) {
    for (long round = round(until) + 1; round >= firstRound; round--) {
      Replies found = replies(at(round), Math.min(until, at(round + 1)));
      if (found.size() > 0) {
        return found.at()[found.size() - 1];
      }
    }
    return null;
  }

  /** What its time was from {@code from}, at or after its first answer's day, to {@code until}. */
  Course course(long from, long until) {
    long[] heard = replies(from, until).at();
    Long before = before(from);
    long next = next(until);
    long[] all = new long[heard.length + 2];
    int count = 0;
    if (before != null) {
      all[count++] = before;
    }
    System.arraycopy(heard, 0, all, count, heard.length);
    count += heard.length;
    if (next != Spans.OPEN) {
      all[count++] = next;
    }
    Spans silences = Silence.among(Arrays.copyOf(all, count), patience(), now);
    return new Absences(Spans.NONE, Spans.NONE, stops, outages)
        .with(watchedFrom, silences)
        .course(from, until);
  }

  /** The slice of an hour, or a day. */
  HourRow row(long from, long until) {
    return new HourRow(number, replies(from, until).tally(), course(from, until));
  }
}
