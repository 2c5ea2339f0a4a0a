package homebox.controlplane.web;

import homebox.controlplane.config.Sha256;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page, read from the jar once: nothing is unpacked to the disk to serve it. What it consists
 * of lies below an address that names its content, so that a browser fetches it once per version.
 */
final class Webroot {
  private static final Pattern PART = Pattern.compile("@import \"(.+)\";");

  private final Map<String, WebFile> files = new HashMap<>();
  private final Map<String, WebFile> libraries = new HashMap<>();
  private final String html;
  private final String content;
  private final String modules;
  private final String imports;
  private final String policy;
  private WebFile index;
  private String edition;

  /**
   * The page.
   *
   * @param title {@code web.title}
   * @param language of its words
   */
  Webroot(String title, Locale language) {
    TreeMap<String, byte[]> all = Resources.webroot();
    html = text(all.remove("index.html"));
    all.computeIfPresent("styles/page.css", (name, css) -> whole(css, all));
    all.forEach((name, body) -> files.put(name, new WebFile(name, body)));
    var map = new JsonObject();
    for (Library library : Library.ALL) {
      String path = library.path();
      library.files().forEach(file -> libraries.put(path + file, library.read(file)));
      library.imports().forEach((said, file) -> map.put(said, "./" + path + file));
    }
    content = html + all.keySet().stream().map(name -> files.get(name).hash()).toList();
    modules = preload(all);
    imports = new JsonObject().put("imports", map).encode();
    policy = policy(imports);
    entitle(title, language);
  }

  /** From now on under this title and in this language. */
  void entitle(String title, Locale language) {
    byte[] whole = (content + language.getLanguage() + title).getBytes(StandardCharsets.UTF_8);
    edition = new WebFile("edition.html", whole).hash();
    String page =
        html.replace("{{title}}", escaped(title))
            .replace("{{language}}", language.getLanguage())
            .replace("{{preload}}", modules)
            .replace("{{edition}}", edition)
            .replace("{{imports}}", imports);
    index = new WebFile("index.html", page.getBytes(StandardCharsets.UTF_8));
  }

  /** Names what the page is: a browser that shows another one should load it anew. */
  String edition() {
    return edition;
  }

  void mount(Router router) {
    Reading.at(router, "/").handler(this::page);
    Reading.at(router, "/page/:edition/*").handler(this::file);
    Reading.at(router, "/lib/*").handler(this::library);
  }

  private void page(RoutingContext ctx) {
    ctx.response().putHeader("Content-Security-Policy", policy);
    index.send(ctx, WebFile.ASK_FIRST);
  }

  /** A page of another edition gets what there is now, and is not to keep it. */
  private void file(RoutingContext ctx) {
    String asked = ctx.pathParam("edition");
    String path = ctx.normalizedPath().substring("/page/".length() + asked.length() + 1);
    String cache = asked.equals(edition) ? WebFile.FOR_EVER : WebFile.ASK_FIRST;
    send(ctx, files.get(path), cache);
  }

  private void library(RoutingContext ctx) {
    send(ctx, libraries.get(ctx.normalizedPath().substring(1)), WebFile.FOR_EVER);
  }

  private static void send(RoutingContext ctx, WebFile file, String cache) {
    if (file == null) {
      ctx.fail(404);
    } else {
      file.send(ctx, cache);
    }
  }

  /** A stylesheet with its parts in it: each file of its own would be one more to wait for. */
  private static byte[] whole(byte[] css, Map<String, byte[]> all) {
    return PART.matcher(text(css))
        .replaceAll(part -> Matcher.quoteReplacement(text(all.get("styles/" + part.group(1)))))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** All modules of the first page at once, instead of one round trip for each depth of imports. */
  private static String preload(TreeMap<String, byte[]> all) {
    Stream<String> libraries =
        Library.ALL.stream()
            .filter(Library::first)
            .flatMap(library -> library.files().stream().map(file -> library.path() + file));
    Stream<String> own =
        all.keySet().stream()
            .filter(name -> name.endsWith(".js") && !name.startsWith("later/"))
            .map(name -> "page/{{edition}}/" + name);
    return Stream.concat(libraries, own)
        .map(path -> "<link rel=\"modulepreload\" href=\"" + path + "\" />")
        .collect(Collectors.joining("\n    "));
  }

  /**
   * Nothing but our own: no other host, no inline script but the import map, no markup made from
   * text but lit-html's templates.
   */
  private static String policy(String map) {
    byte[] hash = Sha256.of(map.getBytes(StandardCharsets.UTF_8));
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
