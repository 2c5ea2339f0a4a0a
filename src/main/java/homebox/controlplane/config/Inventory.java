package homebox.controlplane.config;

import homebox.controlplane.config.Addition.Kind;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All services and channels as they are written, in the order in which they hold.
 *
 * @param file as it was named; empty: there is none
 */
public record Inventory(Optional<String> file, List<Item> services, List<Item> channels) {
  /** Copies the lists. */
  public Inventory {
    services = List.copyOf(services);
    channels = List.copyOf(channels);
  }

  /** Those of that kind. */
  public List<Item> of(Kind kind) {
    return kind == Kind.SERVICE ? services : channels;
  }

  /** The one of that name; that of the page first, for that one can be changed. */
  public Optional<Item> find(Kind kind, String id) {
    return of(kind).stream()
        .filter(each -> each.id().equals(id))
        .reduce((one, other) -> other.added().isPresent() ? other : one);
  }

  /**
   * One of them.
   *
   * @param group empty when it has none, as channels do
   * @param added empty: it stands in the file
   * @param faults why it does not hold
   * @param outdone it does not hold, for the file has one of that name
   */
  public record Item(
      Kind kind,
      String id,
      String name,
      String group,
      Optional<Addition> added,
      List<Fault> faults,
      boolean outdone,
      Map<String, Object> written) {
    /** Its keys, without anything secret. */
    public JsonObject entry() {
      Table table = kind == Kind.SERVICE ? ServiceKeys.TABLE : ChannelKeys.TABLE;
      return new JsonObject(Masks.hide(written, table));
    }

    /** What is written may hold what no log should show. */
    @Override
    public String toString() {
      return kind + " " + id;
    }
  }

  /** That of a reading. Blocks. */
  public static Inventory of(Reading reading) {
    Sheet sheet = ConfigLoader.sheet(reading.source(), reading.shelf().again(), new Findings());
    List<Item> services = ofFile(reading.settings(), items(sheet.tree(), Keys.SERVICES));
    services.addAll(added(reading.page(), Kind.SERVICE));
    var channels = new ArrayList<Item>();
    telegram(reading.settings(), sheet.tree()).ifPresent(channels::add);
    items(sheet.tree(), Keys.CHANNELS).forEach(each -> channels.add(channel(each)));
    channels.addAll(added(reading.page(), Kind.CHANNEL));
    return new Inventory(reading.settings().file(), services, channels);
  }

  /** Those that nobody lists come first, with their addresses alone. */
  private static List<Item> ofFile(Settings settings, List<Map<String, Object>> listed) {
    List<ServiceConfig> known =
        settings.services().stream().filter(each -> !settings.added().contains(each.id())).toList();
    int unlisted = known.size() - listed.size();
    var all = new ArrayList<Item>();
    for (int i = 0; i < known.size(); i++) {
      ServiceConfig service = known.get(i);
      Map<String, Object> written =
          i < unlisted
              ? Map.of("name", service.name(), "url", service.ask().shownUrl())
              : listed.get(i - unlisted);
      all.add(
          new Item(
              Kind.SERVICE,
              service.id(),
              service.name(),
              service.label().group(),
              Optional.empty(),
              List.of(),
              false,
              written));
    }
    return all;
  }

  private static Optional<Item> telegram(Settings settings, Tree.Named tree) {
    Tree.Entry written = tree.entries().get(Keys.TELEGRAM.name());
    var entry = new LinkedHashMap<String, Object>();
    entry.put("name", "telegram");
    entry.put("telegram", written == null ? Map.of() : JsonTree.json(written.value()));
    return settings.telling().telegram().usable() ? Optional.of(channel(entry)) : Optional.empty();
  }

  private static Item channel(Map<String, Object> written) {
    String name = String.valueOf(written.get("name"));
    return new Item(Kind.CHANNEL, name, name, "", Optional.empty(), List.of(), false, written);
  }

  @SuppressWarnings("unchecked") // the tree has been read: a list of mappings
  private static List<Map<String, Object>> items(Tree.Named tree, Key<?> key) {
    Tree.Entry entry = tree.entries().get(key.name());
    return entry != null && entry.value() instanceof Tree.Many many
        ? many.items().stream().map(item -> (Map<String, Object>) JsonTree.json(item)).toList()
        : List.of();
  }

  private static List<Item> added(PageEntries page, Kind kind) {
    Map<String, PageEntries.LeftOut> leftOut =
        page.leftOut().stream()
            .filter(each -> each.entry().kind() == kind)
            .collect(Collectors.toMap(each -> each.entry().id(), each -> each, (one, two) -> one));
    return page.all().of(kind).stream()
        .map(
            each -> {
              Map<String, Object> written = each.json().getMap();
              Addition.Called called = each.called(written);
              Optional<PageEntries.LeftOut> out = Optional.ofNullable(leftOut.get(each.id()));
              return new Item(
                  kind,
                  each.id(),
                  called.name(),
                  called.group(),
                  Optional.of(each),
                  out.map(PageEntries.LeftOut::faults).orElse(List.of()),
                  out.filter(left -> left.faults().isEmpty()).isPresent(),
                  written);
            })
        .toList();
  }
}
