package homebox.controlplane.check.http;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Probe;
import homebox.controlplane.check.Reason;
import homebox.controlplane.config.HttpAsk;
import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Timing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks one URL. What is the same from look to look is made once. */
final class HttpProbe implements Probe {
  private final Tools tools;
  private final HttpAsk ask;
  private final Timing timing;
  private final String userAgent;
  private final Judge judge;
  private final Route first;
  private final List<Target> literal;
  private final String bound;
  private final Optional<Failure> fault;
  private final byte[] request;
  private volatile Addresses lately = new Addresses(List.of(), List.of(), true);

  /** The addresses of the last look and what was made of them. */
  private record Addresses(List<InetAddress> from, List<Target> targets, boolean v6First) {}

  HttpProbe(Tools tools, HttpAsk ask, Timing timing, String userAgent) {
    this.tools = tools;
    this.ask = ask;
    this.timing = timing;
    this.userAgent = userAgent;
    this.judge = new Judge(ask.expect(), tools.search());
    this.first = Route.first(ask);
    this.literal = Target.ofLiteral(ask.url().host(), ask.url().port());
    this.bound = shown(timing.timeout());
    this.fault = RequestBytes.fault(ask).map(what -> Failure.of(Reason.REQUEST_INVALID, what));
    this.request =
        fault.isPresent() ? new byte[0] : RequestBytes.of(ask.request(), first, userAgent);
  }

  @Override
  public Look look() {
    return new HttpLook(tools, this).begin();
  }

  HttpAsk ask() {
    return ask;
  }

  Timing timing() {
    return timing;
  }

  Judge judge() {
    return judge;
  }

  Route first() {
    return first;
  }

  /** The configured timeout, for people. */
  String bound() {
    return bound;
  }

  /** Why this cannot be asked at all. */
  Optional<Failure> fault() {
    return fault;
  }

  boolean readsBody() {
    return !ask.expect().body().isEmpty() || !ask.expect().bodyNot().isEmpty();
  }

  byte[] request(Route route) {
    return route == first ? request : RequestBytes.of(ask.request(), route, userAgent);
  }

  /** Where {@code route} leads if nobody needs to be asked for that. */
  List<Target> targets(Route route) {
    return route == first ? literal : Target.ofLiteral(route.url().host(), route.url().port());
  }

  /** Where {@code route} leads, the family first that answered last. */
  List<Target> targets(Route route, List<InetAddress> addresses) {
    HttpUrl url = route.url();
    Addresses known = lately;
    if (route != first) {
      return Target.of(addresses, url, true);
    }
    if (!known.from.equals(addresses)) {
      known = new Addresses(addresses, Target.of(addresses, url, known.v6First), known.v6First);
      lately = known;
    }
    return known.targets;
  }

  /** {@code target} answered. */
  void met(Route route, Target target) {
    Addresses known = lately;
    if (route == first && known.v6First != target.v6() && !known.from.isEmpty()) {
      lately =
          new Addresses(known.from, Target.of(known.from, ask.url(), target.v6()), target.v6());
    }
  }

  private static String shown(Duration bound) {
    long millis = bound.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
