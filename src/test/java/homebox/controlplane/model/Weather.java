package homebox.controlplane.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happens to a house in a day: every service has faults of its own, those behind a router have
 * its faults too, and now and then nobody has a network. Remembers what was answered.
 */
final class Weather implements Street.World {
  /** The last part is calm, so that all comes to rest. */
  static final Duration CALM = Duration.ofMinutes(45);

  private static final int BEHIND_ONE_ROUTER = 20;

  private final Random random;
  private final Instant begin;
  private final Instant calm;
  private final List<Span> offline = new ArrayList<>();
  private final Map<String, List<Span>> faults = new HashMap<>();
  private final Map<String, Span> works = new HashMap<>();
  private final Map<String, Answers> answers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();

  /** A time, and what is answered in it; x: it comes and goes each 90 s. */
  record Span(Instant from, Instant until, char letter) {
    boolean holds(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }

    private char at(Instant now) {
      if (letter != 'x') {
        return letter;
      }
      return Duration.between(from, now).dividedBy(Duration.ofSeconds(90)) % 2 == 0 ? 'f' : 'g';
    }
  }

  /** What one service has answered, in order. */
  static final class Answers {
    private static final String LETTERS = "gsf";

    private long[] all = new long[64];
    private int size;

    private void add(Instant begun, char letter) {
      if (size == all.length) {
        all = Arrays.copyOf(all, size * 2);
      }
      all[size++] = begun.toEpochMilli() * 4 + LETTERS.indexOf(letter);
    }

    int size() {
      return size;
    }

    /** How much memory it takes. */
    long bytes() {
      return 8L * all.length;
    }

    /** When the question was begun, epoch ms. */
    long begun(int n) {
      return all[n] / 4;
    }

    char letter(int n) {
      return LETTERS.charAt((int) (all[n] % 4));
    }

    /** The first that was begun then or later. */
    int from(long millis) {
      int found = Arrays.binarySearch(all, 0, size, millis * 4);
      return found < 0 ? -found - 1 : found;
    }
  }

  /** Of so many services, from then on, for so long. */
  Weather(int services, Instant begin, Duration length, long seed) {
    this.random = new Random(seed);
    this.begin = begin;
    this.calm = begin.plus(length).minus(CALM);
    for (int n = 0; n < services; n++) {
      String id = n % BEHIND_ONE_ROUTER == 0 ? "r" + n : "s" + n;
      ids.add(id);
      faults.put(id, faults(n % BEHIND_ONE_ROUTER == 0));
      answers.put(id, new Answers());
      if (random.nextInt(4) == 0) {
        works.put(id, span(60, 3_600, 'm'));
      }
    }
    long nets = 1 + length.toHours() / 8;
    for (int n = 0; n < nets; n++) {
      offline.add(span(60, 900, 'f'));
    }
  }

  private List<Span> faults(boolean router) {
    var own = new ArrayList<Span>();
    long hours = 1 + Duration.between(begin, calm).toHours();
    for (long n = random.nextInt(router ? 2 : 3);
        n < hours;
        n += 1 + random.nextInt(router ? 6 : 4)) {
      own.add(
          switch (random.nextInt(router ? 4 : 6)) {
            case 0 -> span(1, 8, 'f');
            case 1 -> span(8, 40, 'f');
            case 2 -> span(60, 300, 'f');
            case 3 -> span(300, 2_400, 'f');
            case 4 -> span(5, 1_200, 's');
            default -> span(600, 1_500, 'x');
          });
    }
    return own;
  }

  private Span span(int least, int most, char letter) {
    Duration length = Duration.ofSeconds(least + random.nextInt(most - least));
    long room = Duration.between(begin, calm).minus(length).toSeconds();
    Instant from = begin.plusSeconds((long) (random.nextDouble() * Math.max(1, room)));
    return new Span(from, from.plus(length), letter);
  }

  List<String> ids() {
    return ids;
  }

  /** The configuration of this house. */
  String yaml() {
    var yaml = new StringBuilder("check_interval: 60\ncheck_timeout: 10\nretry_attempts: 2\n");
    yaml.append("retry_delay: 5\ntime_zone: UTC\ntelegram: {bot_token: \"1:a\", chat_id: 1}\n");
    yaml.append("alerting: {connectivity: \"192.0.2.1:53\"}\n");
    yaml.append(works.isEmpty() ? "" : "maintenance:\n");
    works.forEach(
        (id, work) ->
            yaml.append("  - {services: " + id + ", from: \"" + work.from())
                .append("\", until: \"" + work.until() + "\"}\n"));
    yaml.append("services:\n");
    for (String id : ids) {
      yaml.append("  - {name: " + id + ", url: \"http://" + id + "/\"");
      yaml.append(parent(id).isEmpty() ? "}\n" : ", depends_on: " + parent(id) + "}\n");
    }
    return yaml.toString();
  }

  /** The router before it; empty for a router. */
  String parent(String id) {
    int n = Integer.parseInt(id.substring(1));
    return id.startsWith("r") ? "" : "r" + n / BEHIND_ONE_ROUTER * BEHIND_ONE_ROUTER;
  }

  Answers answers(String id) {
    return answers.get(id);
  }

  /** Planned work touches this time. */
  boolean isWork(String id, long from, long until) {
    Span work = works.get(id);
    return work != null
        && work.from().toEpochMilli() <= until
        && from < work.until().toEpochMilli();
  }

  /** We had no network at some time in it, or {@code later} or less before it. */
  boolean isOffline(long from, long until, Duration later) {
    return offline.stream()
        .anyMatch(
            span ->
                span.from().toEpochMilli() <= until
                    && from < span.until().plus(later).toEpochMilli());
  }

  @Override
  public char answer(String service, Instant now) {
    char letter = letter(service, now);
    answers.get(service).add(now, letter);
    return letter;
  }

  private char letter(String service, Instant now) {
    boolean cut = !online(now) || !parent(service).isEmpty() && own(parent(service), now) == 'f';
    return cut ? 'f' : own(service, now);
  }

  private char own(String service, Instant now) {
    char worst = 'g';
    for (Span fault : faults.get(service)) {
      char letter = fault.holds(now) ? fault.at(now) : 'g';
      worst = letter == 'f' || letter == 's' && worst == 'g' ? letter : worst;
    }
    return worst;
  }

  @Override
  public boolean online(Instant now) {
    return offline.stream().noneMatch(span -> span.holds(now));
  }
}
