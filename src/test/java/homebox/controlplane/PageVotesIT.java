package homebox.controlplane;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import homebox.controlplane.testkit.Chrome.Viewer;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.Postgres;
import homebox.controlplane.testkit.PostgresBase;
import homebox.controlplane.testkit.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each host sees, on the page of one that does not decide. */
@ExtendWith(Postgres.class)
class PageVotesIT extends PageScene {
  /** Who is slow to say what it sees counts as one that has seen nothing: then there is another. */
  private static void outageThatAllSee(JarProcess node, Site site) {
    for (int outages = 1; outages <= 3; outages++) {
      int so = outages;
      site.failsFor("attic", "barn", "cellar");
      node.awaitState("box", "DOWN");
      node.await("its story", () -> stories(node).size() == so);
      JsonObject last = stories(node).getJsonObject(0);
      if (last.getJsonObject("votes").getInteger("down") == 3) {
        return;
      }
      site.failsFor();
      node.awaitState("box", "UP");
    }
    throw new AssertionError("never seen by all: " + stories(node).encodePrettily());
  }

  private static JsonArray stories(JarProcess node) {
    return new JsonObject(node.get("/api/v1/incidents").body()).getJsonArray("incidents");
  }

  @Test
  void who_saw_it_is_shown_in_the_row_and_in_the_story(PostgresBase base) throws Exception {
    try (Site site = Site.start()) {
      String who = ", headers: {" + Site.WHO + ": \"${CLUSTER_NODE_NAME}\"}";
      configure(service("Box", site.url(), who));
      try (JarProcess first = node(base, "attic", "at home")) {
        first.awaitState("box", "UP");
        try (JarProcess second = node(base, "barn", "on the hill");
            JarProcess third = node(base, "cellar", "");
            Viewer viewer = chrome.viewer(DESK, 800, ColorScheme.LIGHT, "en-GB")) {
          third.awaitLine(line -> line.contains("standing ready"));
          String door =
              second
                  .awaitLine(line -> line.contains("page of the node that decides on "))
                  .replaceFirst(".*(http:)", "$1");
          second.awaitLine(line -> line.contains("standing ready"));
          Page page = viewer.page();
          page.waitForCondition(() -> page.navigate(door + "/").status() == 200);
          Locator row = rowOf(page, "box");
          assertThat(row).containsText("checked");

          site.failsFor("attic");
          assertThat(row).containsText("seen down by 1 of 3");
          VotesIT.awaitVotes(first);
          viewer.picture("row-seen-down-by-one");

          site.failsFor();
          assertThat(row).containsText("checked");
          outageThatAllSee(first, site);
          page.navigate(door + "/#/incidents");
          Locator story = page.locator(".story").first();
          assertThat(story).containsText("seen down by 3 of 3");
          assertThat(story).containsText("attic (at home) sees it down");
          assertThat(viewer.barriers()).isEmpty();
          viewer.picture("story-seen-down-by-all");
          assertThat(third.stop()).isZero();
          assertThat(second.stop()).isZero();
        }
        assertThat(first.stop()).isZero();
      }
    }
  }
}
