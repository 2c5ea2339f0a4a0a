package homebox.controlplane.config;

import homebox.controlplane.config.BuiltIn.Service;
import homebox.controlplane.config.HttpAsk.StatusRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The predecessor's {@code HOMEBOX_SERVICES}: {@code Homebox Main:7745,Homebox API:8080}, ports on
 * the host of {@code homebox_url}. They stand in the place of Homebox itself.
 */
record HomeboxServices(Values root) {
  private static final String VARIABLE = "HOMEBOX_SERVICES";

  /** What the predecessor took for an answer of something that lives. */
  private static final List<StatusRange> GOOD =
      List.of(new StatusRange(200, 200), new StatusRange(401, 401));

  private static final Word<String> NAME = Words.line(100);
  private static final Word<Integer> PORT = Words.whole(1, 65_535);

  private record Part(String name, int port) {}

  boolean isSet() {
    return given().isPresent();
  }

  /** Empty if it is not set. */
  List<Service> read() {
    Optional<Environment.Given> given = given();
    if (given.isEmpty()) {
      return List.of();
    }
    Spot spot = root.spot().given(given.get());
    Optional<HttpUrl> homebox = root.or(Keys.HOMEBOX_URL);
    if (homebox.isEmpty()) {
      spot.fault("needs the host of homebox_url, which is off — set HOMEBOX_URL, or remove this");
      return List.of();
    }
    return services(parts(given.get().text(), spot), homebox.get(), spot);
  }

  private Optional<Environment.Given> given() {
    Environment environment = root.spot().environment();
    Optional<Environment.Given> given = environment.find(VARIABLE);
    if (environment.shared().isEmpty()) {
      return given;
    }
    given.ifPresent(found -> root.spot().findings().unused(VARIABLE));
    return Optional.empty();
  }

  private static List<Service> services(List<Part> parts, HttpUrl homebox, Spot spot) {
    Set<String> taken = new HashSet<>();
    var services = new ArrayList<Service>();
    for (Part part : parts) {
      String id = Ids.plain(part.name());
      boolean free = !id.isEmpty() && taken.add(id);
      Values values = free ? BuiltIn.withId(id, spot) : new Values(spot);
      var url = new HttpUrl(homebox.secure(), homebox.host(), part.port(), "/", Optional.empty());
      services.add(
          new Service(new Draft(values, part.name(), BuiltIn.HOMEBOX), AskReader.plain(url, GOOD)));
    }
    return services;
  }

  private static List<Part> parts(String text, Spot spot) {
    var parts = new ArrayList<Part>();
    var names = new HashSet<String>();
    for (String written : text.split(",")) {
      if (!written.isBlank()) {
        part(written.strip(), spot)
            .filter(part -> isNew(names.add(part.name()), part, spot))
            .ifPresent(parts::add);
      }
    }
    return parts;
  }

  private static boolean isNew(boolean first, Part part, Spot spot) {
    if (!first) {
      spot.fault(Quoted.value(part.name()) + " stands there twice — change one of the names");
    }
    return first;
  }

  private static Optional<Part> part(String written, Spot spot) {
    int colon = written.lastIndexOf(':');
    String name = colon < 0 ? "" : written.substring(0, colon).strip();
    if (name.isEmpty()) {
      spot.fault(
          Quoted.value(written)
              + (" is no name with a port — write them as in Homebox Main:7745,Homebox API:8080"));
      return Optional.empty();
    }
    try {
      int port = PORT.parse().apply(written.substring(colon + 1));
      return Optional.of(new Part(NAME.parse().apply(name), port));
    } catch (IllegalArgumentException misfit) {
      spot.fault(Quoted.value(written) + " " + misfit.getMessage());
      return Optional.empty();
    }
  }
}
