package homebox.controlplane.web;

import java.util.List;
import java.util.Map;

/**
 * A library of the page, out of its WebJar: these files and no others can be fetched.
 *
 * @param name the WebJar's, and the first part of what modules import
 * @param folder inside the WebJar
 * @param files those that the page uses
 * @param first whether the first page needs them before it runs
 * @param imports what modules say, and the file that it means; one that ends with a slash means a
 *     folder
 */
record Library(
    String name, String folder, List<String> files, boolean first, Map<String, String> imports) {
  /** All that the page uses. */
  static final List<Library> ALL =
      List.of(
          new Library(
              "lit-html",
              "",
              List.of(
                  "lit-html.js", "directive.js", "directives/repeat.js", "directive-helpers.js"),
              true,
              Map.of("lit-html", "lit-html.js", "lit-html/", "")),
          new Library(
              "uplot",
              "dist/",
              List.of("uPlot.esm.js", "uPlot.min.css"),
              false,
              Map.of("uplot", "uPlot.esm.js")));

  /** Where it is served: the version is part of the address. */
  String path() {
    return "lib/" + name + "/" + Resources.version(name) + "/";
  }

  WebFile read(String file) {
    String version = Resources.version(name);
    String inside = "/META-INF/resources/webjars/" + name + "/" + version + "/" + folder + file;
    return new WebFile(file, Resources.read(inside));
  }
}
