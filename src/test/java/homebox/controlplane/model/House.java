package homebox.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What people must be told of a house for one life of the process, naively: each service by itself,
 * and beside it one part for each thing that may stand against telling that it got worse. What
 * stands against it at any time from the begin of a question until the answer is judged keeps it
 * back.
 */
final class House {
  /** On this the {@link #CHILD} depends. */
  static final String PARENT = "nas";

  static final String CHILD = "tv";

  private final boolean full;
  private final Net net;
  private final Map<String, Tenant> tenants = new HashMap<>();
  private final Map<String, List<String>> keys = new HashMap<>();

  private final Spans muted = new Spans();
  private final Spans paused = new Spans();
  private final Spans failing = new Spans(); // as a cause of others' trouble
  private final Spans restless = new Spans();
  private final Spans offline = new Spans();
  final WorkBook works;

  /**
   * As it is kept when a life begins.
   *
   * @param full anything stands against anything here; else nothing does
   */
  House(Stored stored, List<String> watched, boolean full, Net net, long now) {
    this.full = full;
    this.net = net;
    stored.services().keySet().forEach(service -> enter(service, stored, now));
    watched.forEach(service -> enter(service, stored, now));
    stored.services().keySet().stream()
        .filter(service -> !watched.contains(service))
        .forEach(service -> leave(service, now)); // the last life did not come to that
    stored.muted().forEach((service, until) -> muted.begin(service, now, until));
    stored.paused().forEach(service -> paused.begin(service, now, Spans.OPEN));
    works = new WorkBook(stored.works());
    net.begin(stored.offline(), now);
    offline(now);
  }

  /** It is watched from now on; what is kept of it holds. */
  void enter(String service, Stored stored, long now) {
    Stored.Service known = stored.services().get(service);
    Tenant tenant = known == null ? new Tenant(service) : Tenant.of(service, known);
    tenants.put(service, tenant);
    mark(service, tenant, now);
    if (tenant.level() == 'f') {
      fail(service, true, now);
    }
  }

  /** It is watched no more: what people take to be open is over for them, with the next message. */
  void leave(String service, long now) {
    Tenant gone = tenants.remove(service);
    if (gone != null && gone.incident.isPresent() && gone.told != 'g') {
      add(service, "incident:" + gone.incident.get() + ":REMOVED");
    }
    restless.end(service, now);
  }

  Optional<Tenant> of(String service) {
    return Optional.ofNullable(tenants.get(service));
  }

  /** What is to be told of it, in order, by the keys of the messages. */
  List<String> keys(String service) {
    return List.copyOf(keys.getOrDefault(service, List.of()));
  }

  private void add(String service, String key) {
    keys.computeIfAbsent(service, first -> new ArrayList<>()).add(key);
  }

  /** Time passes until then. */
  void pass(long now) {
    if (full) {
      net.pass(now);
      offline(now);
    }
  }

  private void offline(long now) {
    if (net.isMissed() && !offline.holds("", now)) {
      offline.begin("", now, Spans.OPEN);
    } else if (!net.isMissed()) {
      offline.end("", Math.min(now, net.back().orElse(now))); // time may have passed since
    }
  }

  void mute(String service, long now, long length) {
    muted.end(service, now);
    muted.begin(service, now, now + length);
  }

  void pause(String service, long now) {
    if (!paused.holds(service, now)) {
      paused.begin(service, now, Spans.OPEN);
      fail(service, false, now);
      tenants.put(service, new Tenant(service));
      restless.end(service, now);
    }
  }

  void unmute(String service, long now) {
    muted.end(service, now);
  }

  void resume(String service, long now) {
    paused.end(service, now);
  }

  /** Nothing that people wanted is forgotten, and nothing holds that nobody wanted. */
  void verify(Stored stored, long now) {
    var muted = new TreeMap<>(stored.muted());
    muted.values().removeIf(until -> until <= now);
    assertThat(muted.keySet()).as("muted").isEqualTo(this.muted.holding(now));
    assertThat(stored.paused()).as("paused").isEqualTo(paused.holding(now));
    works.verify(stored.works(), now);
    assertThat(stored.offline()).as("offline").isIn(net.isMissed(), net.isJustBack(now));
  }

  /** An answer is there. What it becomes if its parent is asked first: it is judged after that. */
  Optional<Character> hear(String service, char letter, long begun, long now) {
    Tenant tenant = tenants.get(service);
    if (tenant == null || paused.holds(service, now)) {
      return Optional.empty();
    }
    if (full && letter != 'g' && net.explains(begun)) {
      tenant.forget();
      return Optional.empty();
    }
    Optional<Character> to = tenant.hear(letter, begun);
    tenant.asked = begun;
    boolean worse = to.filter(next -> Tenant.rank(next) > Tenant.rank(tenant.level())).isPresent();
    boolean waits = worse && waits(service, begun, now);
    fail(service, letter == 'f', now);
    if (full && worse && !net.ask(now)) {
      offline(now);
      tenants.values().forEach(Tenant::forgetWorse);
    }
    if (!waits) {
      judge(service, to, letter, begun, now);
    }
    return waits ? to : Optional.empty();
  }

  private boolean waits(String service, long begun, long now) {
    return full
        && service.equals(CHILD)
        && tenants.containsKey(PARENT)
        && !paused.holds(PARENT, now)
        && !failing.touches(PARENT, begun, now)
        && tenants.get(PARENT).asked < begun;
  }

  private void fail(String service, boolean failed, long now) {
    if (failed && !failing.holds(service, now)) {
      failing.begin(service, now, Spans.OPEN);
    } else if (!failed) {
      failing.end(service, now);
    }
  }

  /** What is said of it now, by an answer that was begun then. */
  void judge(String service, Optional<Character> to, char letter, long begun, long now) {
    Tenant tenant = tenants.get(service);
    if (full && letter != 'g' && net.explains(begun)) {
      tenant.forget();
      return;
    }
    boolean was = tenant.restless.lasts();
    boolean told = tenant.restless.told();
    boolean other = isKeptBack(service, begun, now);
    boolean open = to.isEmpty() && tenant.isDisputed();
    long number = was ? tenant.restless.number() : 0;
    if (full && tenant.is.isPresent() && !open) {
      tenant.restless.round(to.isPresent(), tenant.since(), begun, other);
      mark(service, tenant, now);
    }
    boolean is = tenant.restless.lasts();
    if (to.isPresent()) {
      change(service, tenant, to.get(), other || is);
      if (is && !was && tenant.restless.told()) {
        add(service, "flapping:" + service + ":" + tenant.restless.number() + ":start");
      }
    } else if (was && !is && told) {
      add(service, "flapping:" + service + ":" + number + ":end");
      tenant.told = tenant.level();
      tenant.announced = tenant.incident.isPresent();
    } else if (tenant.incident.isPresent() && !tenant.isDisputed() && !other && !is) {
      late(service, tenant);
    }
  }

  /** Strictly within a time in which nobody is told anything of it that is not better. */
  boolean isSilent(String service, long now) {
    boolean parent = service.equals(CHILD) && failing.encloses(PARENT, now);
    return parent
        || muted.encloses(service, now)
        || paused.encloses(service, now)
        || restless.encloses(service, now)
        || offline.encloses("", now)
        || works.encloses(service, now);
  }

  private void mark(String service, Tenant tenant, long now) {
    boolean known = restless.holds(service, now);
    if (tenant.restless.lasts() && !known) {
      restless.begin(service, now, Spans.OPEN);
    } else if (!tenant.restless.lasts() && known) {
      restless.end(service, now);
    }
  }

  /** By anything but its own restlessness. */
  private boolean isKeptBack(String service, long begun, long now) {
    boolean parent = service.equals(CHILD) && failing.touches(PARENT, begun, now);
    return full
        && (parent || works.touches(service, begun, now) || muted.touches(service, begun, now));
  }

  /** Worse is told unless that is kept back; better always, to whom it is news. */
  private void change(String service, Tenant tenant, char to, boolean keptBack) {
    boolean better = Tenant.rank(to) < Tenant.rank(tenant.level());
    Optional<String> ended = tenant.incident;
    boolean end = better && tenant.announced || Tenant.rank(to) < Tenant.rank(tenant.told);
    boolean worse = Tenant.rank(to) > Tenant.rank(tenant.told) && !keptBack;
    tenant.become(to);
    if (end && ended.isPresent()) {
      add(service, "incident:" + ended.get() + ":RECOVERY");
    } else if (!end && worse) {
      add(service, notice(tenant));
    } else {
      return;
    }
    tenant.told = to;
    tenant.announced = tenant.incident.isPresent();
  }

  private static String notice(Tenant tenant) {
    String incident = "incident:" + tenant.incident.orElseThrow();
    return incident + (tenant.level() == 'f' ? ":ALERT" : ":WARNING");
  }

  /** It is what people were not told that it is. */
  private void late(String service, Tenant tenant) {
    if (Tenant.rank(tenant.level()) > Tenant.rank(tenant.told)) {
      add(service, notice(tenant));
      tenant.told = tenant.level();
      tenant.announced = true;
    }
  }
}
