package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import homebox.controlplane.config.Standpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every check that is remembered, by pages and as a whole. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ChecksApiTest {
  private static final String ALPHA = "/api/v1/services/alpha/checks";
  private static final String[] TOKEN = {"Authorization", "Bearer token"};
  private static final Access PUBLIC =
      new Access(
          Optional.of(new Secret("secret")),
          Optional.of(new Secret("token")),
          true,
          false,
          Metrics.OPEN,
          List.of());

  private static final Outcome GOOD = new Outcome.Good(Duration.ofMillis(40));

  @TempDir private Path folder;
  private WebRig rig;

  private void start(Access access) throws Exception {
    rig =
        new WebRig(
            folder,
            access,
            WebRig.service("alpha", "Alpha", "", Exposure.PLAIN),
            WebRig.service("hidden", "Hidden", "", new Exposure(true, false)));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** One answer a second from START on, all of them written. */
  private void remember(String letters) throws Exception {
    rig.answers("alpha", letters);
    rig.answers("hidden", letters);
    for (String id : List.of("alpha", "hidden")) {
      rig.until(
          "/api/v1/services/" + id + "/checks?limit=1",
          body -> !body.getJsonArray("checks").isEmpty() && letters.length() == lines(id),
          TOKEN);
    }
  }

  private int lines(String id) {
    try {
      String path = "/api/v1/services/" + id + "/checks?format=jsonl";
      return (int) rig.ask("GET", path, TOKEN).body().lines().count();
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private static List<String> times(JsonObject page) {
    return page.getJsonArray("checks").stream()
        .map(check -> ((JsonObject) check).getString("at").substring(11, 19))
        .toList();
  }

  @Test
  void come_in_pages_the_newest_first() throws Exception {
    start(Access.PLAIN);
    remember("gsfgg");
    JsonObject first = rig.json(ALPHA + "?limit=2");
    assertThat(times(first)).containsExactly("12:00:04", "12:00:03");
    JsonObject second = rig.json(ALPHA + "?limit=2&after=" + first.getString("next"));
    assertThat(times(second)).containsExactly("12:00:02", "12:00:01");
    JsonObject third = rig.json(ALPHA + "?limit=2&after=" + second.getString("next"));
    assertThat(times(third)).containsExactly("12:00:00");
    assertThat(third.getValue("next")).isNull();
    JsonObject failed = second.getJsonArray("checks").getJsonObject(0);
    assertThat(failed)
        .isEqualTo(
            new JsonObject()
                .put("at", "2026-07-01T12:00:02.000+02:00")
                .put("attempt", 0)
                .put("outcome", "FAILED")
                .put("response_time_ms", 40)
                .putNull("status_code")
                .put("error", "No whole answer within 1 s.")
                .put("phases", failed.getJsonObject("phases"))
                .putNull("node"));
    assertThat(failed.getJsonObject("phases").fieldNames())
        .containsExactly("dns", "connect", "tls", "wait", "transfer");
  }

  @Test
  void say_which_of_several_hosts_asked() throws Exception {
    start(Access.PLAIN);
    var attic = new Standpoint("=attic", Optional.of("at home"));
    CheckResult.ADDRESS.publish(
        rig.vertx,
        new CheckResult("alpha", WebRig.START, 0, 0, new Answer(GOOD, Evidence.NONE).from(attic)));
    JsonObject page = rig.until(ALPHA, body -> !body.getJsonArray("checks").isEmpty());
    assertThat(page.getJsonArray("checks").getJsonObject(0).getString("node")).isEqualTo("=attic");
    assertThat(rig.ask("GET", ALPHA + "?format=csv").body()).endsWith(",'=attic\r\n");
    assertThat(new JsonObject(rig.ask("GET", ALPHA + "?format=jsonl").body()).getString("node"))
        .isEqualTo("=attic");
  }

  @Test
  void come_out_of_a_time() throws Exception {
    start(Access.PLAIN);
    remember("ggggg");
    String from = "from=2026-07-01T12:00:01";
    assertThat(times(rig.json(ALPHA + "?" + from + "&until=2026-07-01T10:00:03Z")))
        .containsExactly("12:00:02", "12:00:01");
    assertThat(times(rig.json(ALPHA + "?" + from + "&limit=1"))).containsExactly("12:00:04");
    assertThat(times(rig.json(ALPHA + "?until=2026-07-01"))).isEmpty();
    assertThat(times(rig.json(ALPHA + "?until=2026-07-01T12:00:01+02:00")))
        .containsExactly("12:00:00");
    assertThat(rig.ask("GET", ALPHA + "?format=csv&" + from).body().split("\r\n")).hasSize(5);
  }

  @Test
  void what_cannot_be_is_said_with_its_cure() throws Exception {
    start(Access.PLAIN);
    for (String bad :
        List.of(
            "limit=0",
            "limit=501",
            "limit=x",
            "limit=-1",
            "after=x",
            "after=1e3",
            "format=xml",
            "from=yesterday",
            "until=2026-13-01",
            "format=csv&limit=0",
            "from=1782900000000")) {
      HttpResponse<String> answer = rig.ask("GET", ALPHA + "?" + bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      String name = bad.replaceFirst("^format=csv&", "").replaceFirst("=.*", "");
      assertThat(new JsonObject(answer.body()).getString("detail")).startsWith(name + " is ");
    }
    assertThat(rig.ask("GET", "/api/v1/services/none/checks").statusCode()).isEqualTo(404);
    assertThat(rig.json(ALPHA).getJsonArray("checks")).isEmpty();
    assertThat(rig.ask("GET", ALPHA + "?format=csv").body().split("\r\n")).hasSize(1);
    assertThat(rig.ask("GET", ALPHA + "?format=jsonl").body()).isEmpty();
  }

  @Test
  void all_of_them_are_a_table_or_a_line_each_and_the_same_everywhere() throws Exception {
    start(Access.PLAIN);
    remember("gfs" + "g".repeat(ChecksApi.PIECE)); // more than one piece, less than two
    HttpResponse<String> csv = rig.ask("GET", ALPHA + "?format=csv");
    assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"alpha-checks.csv\"");
    List<String> lines = List.of(csv.body().split("\r\n"));
    assertThat(lines.get(0))
        .isEqualTo(
            "at,attempt,outcome,response_time_ms,status_code,error,"
                + "dns_ms,connect_ms,tls_ms,wait_ms,transfer_ms,node");
    HttpResponse<String> jsonl = rig.ask("GET", ALPHA + "?format=jsonl");
    assertThat(jsonl.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    List<JsonObject> objects = jsonl.body().lines().map(JsonObject::new).toList();
    assertThat(new JsonArray(objects)).isEqualTo(pages());
    assertThat(lines).hasSize(objects.size() + 1);
    for (int n = 0; n < objects.size(); n++) {
      JsonObject object = objects.get(n);
      String error = object.getString("error");
      assertThat(lines.get(n + 1))
          .startsWith(object.getString("at") + ",0," + object.getString("outcome") + ",40,,")
          .contains("," + (error == null ? "" : error) + ",0.0,");
    }
    assertThat(rig.ask("GET", ALPHA + "?format=csv&limit=3").body().split("\r\n")).hasSize(4);
    HttpResponse<String> head = rig.ask("HEAD", ALPHA + "?format=csv");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
  }

  private JsonArray pages() throws Exception {
    var all = new ArrayList<Object>();
    String after = "";
    while (after != null) {
      JsonObject page = rig.json(ALPHA + "?limit=97&after=" + after);
      page.getJsonArray("checks").forEach(all::add);
      after = page.getString("next");
    }
    return new JsonArray(all);
  }

  @Test
  void strangers_read_no_error_text_and_nothing_of_a_hidden_one() throws Exception {
    start(PUBLIC);
    remember("gff");
    for (String format : List.of("json", "csv", "jsonl")) {
      String path = "/checks?format=" + format;
      String mine = rig.ask("GET", "/api/v1/services/alpha" + path).body();
      assertThat(mine).contains("FAILED").doesNotContain("No whole answer");
      assertThat(rig.ask("GET", "/api/v1/services/hidden" + path).statusCode()).isEqualTo(404);
      String whole = rig.ask("GET", "/api/v1/services/hidden" + path, TOKEN).body();
      assertThat(whole).contains("FAILED", "No whole answer");
    }
  }

  @Test
  void no_address_writes_a_header() throws Exception {
    start(Access.PLAIN);
    for (String id :
        List.of("x%0d%0aSet-Cookie:%20a=b", "alpha%22;x=%22", "%3Cscript%3E", "..%2f")) {
      HttpResponse<String> answer = rig.ask("GET", "/api/v1/services/" + id + "/checks?format=csv");
      assertThat(answer.statusCode()).as(id).isEqualTo(404);
      assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "content-disposition");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
  }
}
