package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of the page can be fetched, and with which words around it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebrootTest {
  private static final Path FOLDER = Path.of("webroot");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    Router router = Router.router(vertx);
    Manners.mount(router);
    new Webroot("My \"<house>\"", Locale.FRENCH).mount(router);
    router.errorHandler(404, Problem::fail);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setCompressionSupported(true))
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private String index() throws Exception {
    return new String(get("/").body(), StandardCharsets.UTF_8);
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1)).toList();
  }

  private String edition() throws Exception {
    return found("data-edition=\"([^\"]+)\"", index()).get(0);
  }

  @Test
  void the_policy_lets_the_import_map_in_and_no_other_script() throws Exception {
    HttpResponse<byte[]> page = get("/");
    String html = new String(page.body(), StandardCharsets.UTF_8);
    Matcher map = Pattern.compile("<script type=\"importmap\">(.*?)</script>").matcher(html);
    assertThat(map.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
    String policy = header(page, "Content-Security-Policy");
    assertThat(policy)
        .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
        .contains("default-src 'none'")
        .contains("frame-ancestors 'self'")
        .doesNotContain("unsafe");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    for (Object file : new JsonObject(map.group(1)).getJsonObject("imports").getMap().values()) {
      if (!file.toString().endsWith("/")) {
        assertThat(get(file.toString().substring(1)).statusCode()).as("" + file).isEqualTo(200);
      }
    }
  }

  @Test
  void title_and_language_are_the_servers() throws Exception {
    assertThat(index())
        .contains("<title>My &quot;&lt;house>&quot;</title>")
        .contains("<html lang=\"fr\"")
        .doesNotContain("{{");
  }

  @Test
  void everything_that_the_page_names_is_there_and_nothing_of_it_is_elsewhere() throws Exception {
    List<String> named = found("(?:href|src)=\"(?!api/)([^\"]+)\"", index());
    assertThat(named).hasSizeGreaterThan(20).allMatch(path -> path.matches("(page|lib)/.*"));
    for (String path : named) {
      HttpResponse<byte[]> file = get("/" + path);
      assertThat(file.statusCode()).as(path).isEqualTo(200);
      assertThat(header(file, "Content-Type")).matches("(text/(css|javascript); .*|image/svg.xml)");
      assertThat(header(file, "Cache-Control")).contains("immutable");
    }
  }

  @Test
  void what_modules_import_can_be_fetched() throws Exception {
    String map = found("<script type=\"importmap\">(.*?)</script>", index()).get(0);
    String lit = new JsonObject(map).getJsonObject("imports").getString("lit-html/").substring(1);
    for (Path module : modules()) {
      String text = Files.readString(module);
      for (String name : found("from 'lit-html/([^']+)'", text)) {
        assertThat(get(lit + name).statusCode()).as(module + " " + name).isEqualTo(200);
      }
      for (String path : found("(?:from|import\\() ?'(\\.[^']+)'", text)) {
        assertThat(module.resolveSibling(path).normalize()).as("" + module).exists();
      }
    }
    for (String name : found("from\"\\./([^\"]+)\"", text(lit + "directive-helpers.js"))) {
      assertThat(get(lit + name).statusCode()).as(name).isEqualTo(200);
    }
  }

  /** One more is fetched for nothing; one less is found only when another one has come. */
  @Test
  void what_the_first_page_needs_is_named_at_once_and_nothing_else() throws Exception {
    var needed = new TreeSet<Path>();
    need(FOLDER.resolve("app.js"), needed);
    List<Path> named =
        found("modulepreload\" href=\"page/[^/]+/([^\"]+)\"", index()).stream()
            .map(FOLDER::resolve)
            .toList();
    assertThat(named).containsExactlyInAnyOrderElementsOf(needed);
    assertThat(found("modulepreload\" href=\"lib/([^/]+)/", index())).containsOnly("lit-html");
  }

  private static void need(Path module, TreeSet<Path> needed) throws IOException {
    if (needed.add(module)) {
      for (String path : found("from '(\\.[^']+)'", Files.readString(module))) {
        need(module.resolveSibling(path).normalize(), needed);
      }
    }
  }

  @Test
  void a_stylesheet_comes_with_its_parts_in_it() throws Exception {
    String page = text("/page/" + edition() + "/styles/page.css");
    assertThat(page).doesNotContain("@import");
    int after = 0;
    for (String part : found("@import \"(.+)\";", read("styles/page.css"))) {
      assertThat(page.substring(after)).contains(read("styles/" + part));
      after = page.indexOf(read("styles/" + part));
    }
    assertThat(after).isPositive();
  }

  /** One that is in no other is one that nobody loads. */
  @Test
  void every_stylesheet_is_loaded() throws Exception {
    List<String> parts = found("@import \"(.+)\";", read("styles/page.css"));
    List<String> named = found("styles/([^\"]+)\"", index());
    try (Stream<Path> files = Files.list(FOLDER.resolve("styles"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(parts.stream(), named.stream()).toList());
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  private String text(String path) throws Exception {
    return new String(get(path).body(), StandardCharsets.UTF_8);
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }

  @Test
  void no_module_makes_markup_of_data() throws Exception {
    for (Path module : modules()) {
      assertThat(Files.readString(module))
          .as("" + module)
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
          .doesNotContain("unsafe");
    }
  }

  /** A sentence names the scheme alone; those of the configuration's reader have examples. */
  @Test
  void no_module_knows_an_address_of_anybody_else() throws Exception {
    for (Path module : modules()) {
      if (!module.endsWith("words/faults.js")) {
        assertThat(Files.readString(module)).as("" + module).doesNotContainPattern("https?://[^.]");
      }
    }
  }

  @Test
  void what_is_known_is_not_sent_again() throws Exception {
    for (String path : List.of("/", "/page/" + edition() + "/app.js")) {
      HttpResponse<byte[]> first = get(path);
      HttpResponse<byte[]> again = get(path, "If-None-Match", header(first, "ETag"));
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
    assertThat(header(get("/"), "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void a_page_of_another_edition_gets_what_there_is_and_keeps_none_of_it() throws Exception {
    HttpResponse<byte[]> other = get("/page/0123456789/later/curve.js");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(header(other, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void is_compressed_for_who_can_read_that() throws Exception {
    String path = "/page/" + edition() + "/pages/overview.js";
    HttpResponse<byte[]> packed = get(path, "Accept-Encoding", "gzip, br");
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "Vary")).isEqualToIgnoringCase("Accept-Encoding");
    byte[] read = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
    assertThat(read).isEqualTo(Files.readAllBytes(FOLDER.resolve("pages/overview.js")));
    assertThat(get(path).body()).isEqualTo(read);
  }

  @Test
  void nothing_else_can_be_fetched() throws Exception {
    String page = "/page/" + edition();
    for (String path :
        List.of(
            page + "/",
            page + "/index.html",
            page + "/../../conf/control-plane.yaml",
            page + "/..%2f..%2flogback.xml",
            page + "/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
            page + "//etc/passwd",
            "/page/app.js",
            "/lib/",
            "/lib/lit-html/3.3.2/package.json",
            "/lib/uplot/../../homebox/controlplane/Main.class",
            "/META-INF/MANIFEST.MF",
            "/webroot/index.html",
            "/index.html")) {
      HttpResponse<byte[]> response = get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(404);
      assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void dark_has_the_colours_of_light() throws Exception {
    assertThat(names("styles/dark.css", "(--[\\w-]+):"))
        .isEqualTo(names("styles/light.css", "(--[\\w-]+):"));
  }

  private static TreeSet<String> names(String file, String pattern) throws IOException {
    return new TreeSet<>(found(pattern, Files.readString(FOLDER.resolve(file))));
  }
}
