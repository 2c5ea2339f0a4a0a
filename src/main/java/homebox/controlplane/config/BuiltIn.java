package homebox.controlplane.config;

import homebox.controlplane.config.HttpAsk.StatusRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The services that nobody lists: Homebox, or its parts, and Neron, where they are wanted. */
record BuiltIn(Values root) {
  static final String HOMEBOX = "Homebox";
  private static final String NERON = "Neron";
  private static final String CHECK_SERVICES = "CHECK_HOMEBOX_SERVICES";

  private static final List<StatusRange> GOOD_OR_LOGIN =
      List.of(new StatusRange(200, 299), new StatusRange(401, 401));

  /** One of them. */
  record Service(Draft draft, Ask ask) {}

  List<Service> read() {
    mayTalk();
    var all = new ArrayList<>(new HomeboxServices(root).read());
    if (all.isEmpty()) {
      whole(HOMEBOX, Keys.HOMEBOX_URL).ifPresent(all::add);
    }
    whole(NERON, Keys.NERON_URL).ifPresent(all::add);
    return all;
  }

  /**
   * Homebox, if it is watched and may be asked how it finds itself: the predecessor's {@code
   * CHECK_HOMEBOX_SERVICES}.
   */
  Optional<HttpUrl> talkative(List<ServiceConfig> services) {
    boolean may = mayTalk();
    boolean parts = new HomeboxServices(root).isSet();
    return (parts ? root.or(Keys.HOMEBOX_URL) : wanted(Keys.HOMEBOX_URL))
        .filter(url -> may && services.stream().anyMatch(service -> isAt(url, service)));
  }

  private boolean mayTalk() {
    return root.spot().read(CHECK_SERVICES, Words.truth()).orElse(true);
  }

  private Optional<Service> whole(String name, Key<Optional<HttpUrl>> key) {
    return wanted(key)
        .map(
            url -> {
              Spot spot = root.spot(key);
              var draft = new Draft(withId(Ids.plain(name), spot), name, "");
              return new Service(draft, AskReader.plain(url, GOOD_OR_LOGIN));
            });
  }

  private Optional<HttpUrl> wanted(Key<Optional<HttpUrl>> key) {
    boolean alone = root.get(Keys.SERVICES).orElse(List.of()).isEmpty();
    return root.or(key).filter(url -> alone || root.get(key).isPresent());
  }

  private static boolean isAt(HttpUrl url, ServiceConfig service) {
    return service.ask() instanceof HttpAsk ask && ask.url().origin().equals(url.origin());
  }

  /** Its id counts as written: a listed service of that id gives way. */
  static Values withId(String id, Spot spot) {
    var values = new Values(spot);
    values.put(ServiceKeys.ID, id, spot);
    return values;
  }
}
