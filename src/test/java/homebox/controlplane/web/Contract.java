package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code docs/openapi.yaml} promises, and whether an answer keeps it. */
final class Contract {
  private static final String BASE = "http://openapi/";
  private static final String FILE = BASE + "openapi.json";

  private final JsonObject file;
  private final SchemaRepository schemas;

  private Contract(JsonObject file, Vertx vertx) {
    this.file = file;
    this.schemas =
        SchemaRepository.create(
                new JsonSchemaOptions()
                    .setBaseUri(BASE)
                    .setDraft(Draft.DRAFT202012)
                    .setOutputFormat(OutputFormat.Basic))
            .preloadMetaSchema(vertx.fileSystem())
            .dereference(FILE, JsonSchema.of(file.copy())); // it writes into what it reads
  }

  static Contract read(Vertx vertx) throws IOException {
    String text = Files.readString(Path.of("docs/openapi.yaml"));
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Map<String, Object> read = new Yaml(new SafeConstructor(options)).load(text);
    return new Contract(new JsonObject(new JsonObject(read).encode()), vertx);
  }

  /** {@code GET /path/{id}} of each operation. */
  Set<String> operations() {
    var all = new TreeSet<String>();
    JsonObject paths = file.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : paths.getJsonObject(path).fieldNames()) {
        all.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
      }
    }
    return all;
  }

  /** The statuses that an operation names, {@code default} aside. */
  Set<String> statuses(String operation) {
    return responses(operation).fieldNames().stream()
        .filter(status -> !status.equals("default"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The answer of that operation has a promised status, type and form, and the promised headers.
   */
  void holds(String operation, HttpResponse<String> answer) {
    String what = answer.request().method() + " " + answer.uri() + " " + answer.statusCode();
    String status = String.valueOf(answer.statusCode());
    JsonObject responses = responses(operation);
    JsonObject promised =
        response(responses.getJsonObject(status, responses.getJsonObject("default")));
    assertThat(promised).as(what).isNotNull();
    JsonObject headers = promised.getJsonObject("headers", new JsonObject());
    String type =
        answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    if (type.equals("application/json") || type.equals("application/problem+json")) {
      for (String name : headers.fieldNames()) {
        assertThat(answer.headers().firstValue(name)).as(what + " " + name).isPresent();
      }
    }
    JsonObject content = promised.getJsonObject("content", new JsonObject());
    if (content.isEmpty()) {
      assertThat(answer.body()).as(what).isEmpty();
    } else {
      assertThat(content.fieldNames()).as(what).contains(type);
      String pointer = pointer(operation, responses.containsKey(status) ? status : "default");
      holds(pointer + "/content/" + escaped(type) + "/schema", type, answer.body(), what);
    }
  }

  private void holds(String pointer, String type, String body, String what) {
    if (type.equals("application/x-ndjson")) {
      body.lines().forEach(line -> valid("#/components/schemas/Check", line, what));
    } else if (type.endsWith("json")) {
      valid(pointer, body, what);
    }
  }

  /** The data of an event of the feed has its promised form. */
  void event(String name, String data) {
    String pointer =
        "#/paths/~1api~1v1~1events/get/responses/200/content/text~1event-stream/x-events/" + name;
    valid(pointer, data, name);
  }

  /** The events that are promised. */
  Set<String> events() {
    return responses("GET /api/v1/events")
        .getJsonObject("200")
        .getJsonObject("content")
        .getJsonObject("text/event-stream")
        .getJsonObject("x-events")
        .fieldNames();
  }

  private void valid(String pointer, String body, String what) {
    Object value = body.startsWith("[") ? new JsonArray(body) : new JsonObject(body);
    OutputUnit found = schemas.validator(FILE + followed(pointer)).validate(value);
    assertThat(found.getValid())
        .as(
            () ->
                what
                    + "\n"
                    + found.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .collect(Collectors.joining("\n"))
                    + "\n"
                    + body)
        .isTrue();
  }

  /** Where the pointer leads through references, for the validator begins at a schema. */
  private String followed(String pointer) {
    Object at = file;
    String way = "#";
    for (String step : pointer.substring(2).split("/")) {
      at = ((JsonObject) at).getValue(step.replace("~1", "/").replace("~0", "~"));
      way += "/" + step;
      while (at instanceof JsonObject object && object.getString("$ref") != null) {
        way = object.getString("$ref");
        at = target(way);
      }
    }
    return way;
  }

  private Object target(String reference) {
    Object at = file;
    for (String step : reference.substring(2).split("/")) {
      at = ((JsonObject) at).getValue(step);
    }
    return at;
  }

  private JsonObject responses(String operation) {
    return file.getJsonObject("paths")
        .getJsonObject(path(operation))
        .getJsonObject(method(operation))
        .getJsonObject("responses");
  }

  private JsonObject response(JsonObject written) {
    String reference = written == null ? null : written.getString("$ref");
    return reference == null ? written : (JsonObject) target(reference);
  }

  private static String pointer(String operation, String status) {
    return "#/paths/"
        + escaped(path(operation))
        + ("/" + method(operation) + "/responses/" + status);
  }

  private static String path(String operation) {
    return operation.substring(operation.indexOf(' ') + 1);
  }

  private static String method(String operation) {
    return operation.substring(0, operation.indexOf(' ')).toLowerCase(java.util.Locale.ROOT);
  }

  private static String escaped(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }
}
