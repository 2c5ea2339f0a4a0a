package homebox.controlplane.config;

import homebox.controlplane.config.Key.Trait;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The schema for editors, made of the keys that the reader knows. What a value may look like is
 * taken from what its faults say; descriptions are written by people, in the file itself.
 */
final class SchemaText {
  private static final Pattern RANGE =
      Pattern.compile("a (whole number|duration|size) from (\\S+?)(?: byte)? to ([^\\s,]+).*");
  private static final Pattern CHOICE =
      Pattern.compile("[A-Za-z0-9]+(, [A-Za-z0-9]+)* or [A-Za-z0-9]+");
  private static final Pattern OR_ELSE = Pattern.compile("(.*), or (off|forever)");

  /** What the environment adds to a description, which is not written by hand. */
  private static final String ENVIRONMENT = " — environment: ";

  private final JsonObject known;

  /**
   * A maker.
   *
   * @param known the file as it is, for its descriptions
   */
  SchemaText(JsonObject known) {
    this.known = known;
  }

  JsonObject make() {
    JsonObject definitions =
        new JsonObject()
            .put(
                "reference",
                new JsonObject()
                    .put("description", "A variable of the environment.")
                    .put("type", "string")
                    .put("pattern", "\\$\\{"))
            .put(
                "telegram",
                new JsonObject()
                    .put("description", definition("telegram").getString("description", ""))
                    .mergeIn(table(TelegramKeys.TABLE, "telegram.", definition("telegram"))));
    return new JsonObject()
        .put("$schema", "http://json-schema.org/draft-07/schema#")
        .put("title", "Homebox Control Plane")
        .put("description", known.getString("description", ""))
        .mergeIn(table(Keys.ROOT, "", known))
        .put("definitions", definitions);
  }

  private JsonObject definition(String name) {
    return known
        .getJsonObject("definitions", new JsonObject())
        .getJsonObject(name, new JsonObject());
  }

  private JsonObject table(Table table, String path, JsonObject before) {
    var properties = new JsonObject();
    JsonObject described = before.getJsonObject("properties", new JsonObject());
    for (Key<?> key : table.keys().values()) {
      JsonObject own = described.getJsonObject(key.name(), new JsonObject());
      properties.put(key.name(), property(key, path + key.name(), own));
    }
    var required = new JsonArray();
    table.keys().values().stream()
        .filter(key -> key.is(Trait.REQUIRED))
        .forEach(key -> required.add(key.name()));
    var json =
        new JsonObject()
            .put("type", new JsonArray().add("object").add("null"))
            .put("properties", properties)
            .put("additionalProperties", false);
    return required.isEmpty() ? json : json.put("required", required);
  }

  private JsonObject property(Key<?> key, String path, JsonObject before) {
    var json = new JsonObject().put("description", description(key, path, before));
    if (!key.fallback().isEmpty()) {
      json.put("default", plain(key.fallback()));
    }
    if (key.is(Trait.SECRET)) {
      json.put("writeOnly", true);
    }
    return json.mergeIn(shape(key.shape(), path, before));
  }

  private static String description(Key<?> key, String path, JsonObject before) {
    String own = before.getString("description", "").replaceFirst(ENVIRONMENT + ".*", "");
    boolean inList = path.contains("[");
    if (inList || !key.shape().isText()) {
      return own;
    }
    return own
        + ENVIRONMENT
        + key.variableAt(path)
        + (key.is(Trait.RESTART) ? "; a change needs a restart" : "");
  }

  private JsonObject shape(Shape<?> shape, String path, JsonObject before) {
    if (shape instanceof Nested nested) {
      return nested.table() == TelegramKeys.TABLE
          ? new JsonObject().put("allOf", new JsonArray().add(reference("telegram")))
          : table(nested.table(), path + ".", before);
    }
    if (shape instanceof Sections sections) {
      JsonObject items = before.getJsonObject("items", new JsonObject());
      JsonObject item = table(sections.table(), path + "[].", items).put("type", "object");
      return new JsonObject()
          .put("type", new JsonArray().add("array").add("null"))
          .put("items", item.mergeIn(together(sections.table())));
    }
    if (shape instanceof MapOf<?> map) {
      return new JsonObject()
          .put("type", new JsonArray().add("object").add("null"))
          .put("additionalProperties", anyOf(ways(map.item().expects())));
    }
    if (shape instanceof ListOf<?> list) {
      JsonArray ways = ways(list.item().expects());
      var array = new JsonObject().put("type", "array").put("items", anyOf(ways.copy()));
      return anyOf(ways.add(array));
    }
    return anyOf(ways(((Word<?>) shape).expects()));
  }

  /** Keys that need or exclude each other; the reader has checks of its own for that. */
  private static JsonObject together(Table table) {
    if (table == ChannelKeys.TABLE) {
      var kinds = new JsonArray();
      table.keys().keySet().stream()
          .filter(ChannelKeys.KINDS::containsKey)
          .forEach(kind -> kinds.add(needs(kind)));
      return new JsonObject().put("oneOf", kinds);
    }
    return table == MaintenanceKeys.TABLE
        ? new JsonObject()
            .put(
                "oneOf", new JsonArray().add(needs("from", "until")).add(needs("cron", "duration")))
        : new JsonObject();
  }

  private static JsonObject needs(String... keys) {
    return new JsonObject().put("required", new JsonArray(List.of(keys)));
  }

  private static JsonObject anyOf(JsonArray ways) {
    return ways.size() == 1 ? ways.getJsonObject(0).copy() : new JsonObject().put("anyOf", ways);
  }

  /** The ways to write a value, by what a fault says of it. */
  private static JsonArray ways(String expects) {
    Matcher orElse = OR_ELSE.matcher(expects);
    if (orElse.matches()) {
      JsonArray all = ways(orElse.group(1));
      return isOpen(all) ? all : all.add(words(List.of(orElse.group(2))));
    }
    if (expects.equals("true or false")) {
      return narrow(
          new JsonObject().put("type", "boolean"),
          words(List.of("true", "false", "yes", "no", "on", "off")));
    }
    Matcher range = RANGE.matcher(expects);
    if (range.matches()) {
      return range(range.group(1), range.group(2), range.group(3));
    }
    if (CHOICE.matcher(expects).matches()) {
      List<String> known = List.of(expects.split(", | or "));
      var choices = new JsonArray();
      known.forEach(word -> choices.add(plain(word)));
      return narrow(new JsonObject().put("enum", choices), words(known));
    }
    return new JsonArray()
        .add(
            new JsonObject()
                .put("type", new JsonArray(List.of("string", "number", "boolean", "null"))));
  }

  private static boolean isOpen(JsonArray ways) {
    return ways.size() == 1;
  }

  private static JsonArray narrow(JsonObject first, JsonObject... more) {
    var all = new JsonArray().add(first);
    for (JsonObject each : more) {
      all.add(each);
    }
    return all.add(reference("reference")).add(new JsonObject().put("type", "null"));
  }

  private static JsonObject reference(String name) {
    return new JsonObject().put("$ref", "#/definitions/" + name);
  }

  private static JsonArray range(String kind, String least, String most) {
    var number =
        new JsonObject()
            .put("type", kind.equals("duration") ? "number" : "integer")
            .put("minimum", inUnits(kind, least))
            .put("maximum", inUnits(kind, most));
    String units =
        switch (kind) {
          case "duration" -> "[0-9]+(\\.[0-9]+)?\\s*([mM]?[sS]|[mMhHdD])?";
          case "size" -> "[0-9]+(\\.[0-9]+)?\\s*([kKmMgGtT][iI]?)?[bB]?";
          default -> "[+-]?[0-9]+";
        };
    return narrow(number, pattern(units));
  }

  private static Number inUnits(String kind, String bound) {
    return switch (kind) {
      case "duration" -> {
        double seconds = Amounts.duration("0s", "99999d").parse().apply(bound).toNanos() / 1e9;
        yield seconds % 1 == 0 ? (Number) (long) seconds : (Number) seconds;
      }
      case "size" -> Amounts.bytes(0, Long.MAX_VALUE, "").parse().apply(bound);
      default -> Long.valueOf(bound);
    };
  }

  /** In any case: JSON Schema has no flag for that. */
  private static JsonObject words(List<String> words) {
    return pattern(
        words.stream().map(SchemaText::inAnyCase).collect(Collectors.joining("|", "(", ")")));
  }

  private static String inAnyCase(String word) {
    return word.chars()
        .mapToObj(Character::toString)
        .map(
            each ->
                each.matches("[a-zA-Z]")
                    ? "[" + each.toUpperCase(Locale.ROOT) + each.toLowerCase(Locale.ROOT) + "]"
                    : each)
        .collect(Collectors.joining());
  }

  private static JsonObject pattern(String inside) {
    return new JsonObject().put("type", "string").put("pattern", "^\\s*" + inside + "\\s*$");
  }

  /** As YAML 1.2 reads a plain text, which is what editors do. */
  static Object plain(String text) {
    if (text.isEmpty() || text.equals("~") || text.equals("null")) {
      return null;
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    if (text.matches("[-+]?[0-9]{1,18}")) {
      return Long.valueOf(text);
    }
    return text.matches("[-+]?[0-9]+(\\.[0-9]+)?") ? (Object) Double.valueOf(text) : text;
  }

  /** A file as an editor sees it: aliases written out, numbers as numbers. */
  static Object json(Tree tree) {
    if (tree instanceof Tree.Many many) {
      var array = new JsonArray();
      many.items().forEach(item -> array.add(json(item)));
      return array;
    }
    if (tree instanceof Tree.Named named) {
      var object = new JsonObject();
      for (Map.Entry<String, Tree.Entry> entry : named.entries().entrySet()) {
        object.put(entry.getKey(), json(entry.getValue().value()));
      }
      return object;
    }
    return plain(((Tree.Scalar) tree).text());
  }
}
