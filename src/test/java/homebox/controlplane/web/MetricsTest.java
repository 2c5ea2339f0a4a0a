package homebox.controlplane.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import homebox.controlplane.alert.Cover;
import homebox.controlplane.alert.Standing;
import homebox.controlplane.bus.Address;
import homebox.controlplane.check.Answer;
import homebox.controlplane.check.CheckResult;
import homebox.controlplane.check.Desk;
import homebox.controlplane.check.Evidence;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Phases;
import homebox.controlplane.check.Reason;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.ServiceConfig.Exposure;
import homebox.controlplane.config.Settings.Access;
import homebox.controlplane.config.Settings.Metrics;
import homebox.controlplane.history.Past;
import homebox.controlplane.notify.ChannelHealth;
import homebox.controlplane.notify.ChannelHealth.State;
import homebox.controlplane.testkit.Exposition;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** /metrics over a real socket, of a table that the test fills. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MetricsTest {
  private static final Instant START = Instant.parse("2026-07-01T10:00:00Z");
  private static final Instant ENDS = Instant.parse("2026-12-24T00:00:00Z");
  private static final Phases PHASES =
      new Phases(
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofMillis(3),
          Duration.ofMillis(40),
          Duration.ofNanos(500_000));

  private final Vertx vertx = Vertx.vertx();
  private final HandPace pace = new HandPace(START);
  private final Context loop = vertx.getOrCreateContext();
  private final HttpClient client =
      vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(20));
  private final ResultTally results = new ResultTally();
  private final AtomicLong turns = new AtomicLong();
  private volatile boolean greedy;
  private ServiceTable table;
  private Channels channels;
  private HttpServer server;

  @AfterEach
  void stop() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private static ServiceConfig service(String id, String name, String group) {
    return WebRig.service(id, name, group, Exposure.PLAIN);
  }

  private static CheckResult answer(String id, Outcome outcome, Evidence evidence) {
    return new CheckResult(id, START, 0, 0, new Answer(outcome, evidence));
  }

  private static CheckResult good(String id) {
    var evidence =
        new Evidence(
            OptionalInt.of(204),
            PHASES,
            Optional.of("[2001:db8::1]:443"),
            Optional.of(ENDS),
            Optional.of("1.1"));
    return answer(id, new Outcome.Good(Duration.ofNanos(46_500_000)), evidence);
  }

  private static CheckResult failed(String id) {
    return answer(
        id,
        new Outcome.Failed(Duration.ofSeconds(10), Failure.of(Reason.REFUSED, "localhost:80")),
        Evidence.NONE);
  }

  private static CheckResult slow(String id) {
    var evidence =
        new Evidence(
            OptionalInt.of(200),
            PHASES,
            Optional.of("127.0.0.1:80"),
            Optional.empty(),
            Optional.of("1.0"));
    return answer(id, new Outcome.Slow(Duration.ofSeconds(6), Duration.ofSeconds(5)), evidence);
  }

  private static Standing standing(String id, Level level) {
    return new Standing(id, level, Optional.of(START), Optional.empty());
  }

  private void hear(CheckResult result) {
    table.hear(result);
    results.hear(result);
  }

  private void serve(Metrics metrics, List<ServiceConfig> services) throws TimeoutException {
    Address.prepare(vertx);
    table = new ServiceTable(services, pace);
    var past = new Past(pace, ZoneOffset.UTC);
    channels = new Channels(new ServiceView(ZoneOffset.UTC, past));
    var access =
        new Access(
            Optional.empty(), Optional.of(new Secret("letmein")), true, false, metrics, List.of());
    Router router = Router.router(vertx);
    router.route().handler(this::countTurns);
    var feed = new Feed(pace, 10, sight -> new JsonObject());
    var meters = new Meters("1.2.3", Desk.of(vertx, pace, 10), () -> 3, () -> 2, List::of);
    var process = new ProcessMetrics(meters, table, channels, results, feed, pace);
    var entrance = new Entrance(access, new Passwords(vertx), pace);
    entrance.mount(router, new Changing(entrance, pace));
    new homebox.controlplane.web.Metrics(table, process, past, pace).mount(router);
    Promise<HttpServer> listening = Promise.promise();
    loop.runOnContext(
        now ->
            vertx
                .createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .onComplete(listening));
    server = listening.future().await(10, TimeUnit.SECONDS);
  }

  /** Another that always wants the loop, from the answer's head to its end: how often it has it. */
  private void countTurns(RoutingContext ctx) {
    if (greedy) {
      ctx.addHeadersEndHandler(begun -> takeTurns(ctx.response()));
    }
    ctx.next();
  }

  /** Not for ever: a loop that is never without tasks seldom sees to its connections. */
  private void takeTurns(HttpServerResponse response) {
    vertx.runOnContext(
        mine -> {
          if (!response.ended() && !response.closed() && turns.incrementAndGet() < 1_000) {
            takeTurns(response);
          }
        });
  }

  private Future<HttpClientResponse> ask(HttpMethod method, Map<String, String> headers) {
    var options =
        new RequestOptions()
            .setMethod(method)
            .setHost("127.0.0.1")
            .setPort(server.actualPort())
            .setURI("/metrics");
    headers.forEach(options::addHeader);
    return client.request(options).compose(request -> request.send());
  }

  private String scrape() throws TimeoutException {
    return text(Map.of());
  }

  private HttpClientResponse head(Map<String, String> headers) throws TimeoutException {
    return ask(HttpMethod.GET, headers).await(10, TimeUnit.SECONDS);
  }

  @Test
  void tells_of_each_service_what_its_last_answer_was() throws Exception {
    serve(
        Metrics.OPEN,
        List.of(service("nas", "My \"NAS\" \\ 1", "Home"), service("box", "Box", "")));
    hear(good("nas"));
    table.hear(standing("nas", Level.UP));
    hear(failed("box"));
    table.hear(standing("box", Level.DOWN));

    Exposition read = Exposition.of(scrape());

    String[] nas = {"service", "nas", "group", "Home", "kind", "http", "location", ""};
    assertThat(read.value("probe_success", nas)).isEqualTo(1);
    assertThat(read.value("probe_duration_seconds", nas)).isEqualTo(0.0465);
    assertThat(read.value("probe_http_status_code", nas)).isEqualTo(204);
    assertThat(read.value("probe_dns_lookup_time_seconds", nas)).isEqualTo(0.001);
    assertThat(read.value("probe_ip_protocol", nas)).isEqualTo(6);
    assertThat(read.value("probe_http_version", nas)).isEqualTo(1.1);
    assertThat(read.value("probe_ssl_earliest_cert_expiry", nas)).isEqualTo(ENDS.getEpochSecond());
    assertThat(phase(read, "resolve")).isEqualTo(0.001);
    assertThat(phase(read, "connect")).isEqualTo(0.002);
    assertThat(phase(read, "tls")).isEqualTo(0.003);
    assertThat(phase(read, "processing")).isEqualTo(0.04);
    assertThat(phase(read, "transfer")).isEqualTo(0.0005);
    assertThat(read.value("controlplane_service_info", "service", "nas", "name", "My \"NAS\" \\ 1"))
        .isEqualTo(1);
    assertThat(read.find("controlplane_service_uptime_ratio", "service", "nas", "window", "24h"))
        .as("of a past that is not known yet")
        .isEmpty();
    assertThat(state(read, "nas", "UP")).isEqualTo(1);
    assertThat(state(read, "nas", "DOWN")).isZero();

    assertThat(read.value("probe_success", "service", "box")).isZero();
    assertThat(read.value("probe_duration_seconds", "service", "box")).isEqualTo(10);
    assertThat(read.value("probe_http_status_code", "service", "box")).isZero();
    assertThat(read.find("probe_http_version", "service", "box")).isEmpty();
    assertThat(read.find("probe_ip_protocol", "service", "box")).isEmpty();
    assertThat(read.find("probe_ssl_earliest_cert_expiry", "service", "box")).isEmpty();
    assertThat(state(read, "box", "DOWN")).isEqualTo(1);
    assertThat(state(read, "box", "PENDING")).isZero();
    assertThat(read.value("controlplane_incidents_open")).isEqualTo(1);
  }

  @Test
  void a_service_counts_as_what_the_page_says() throws Exception {
    serve(Metrics.OPEN, List.of(service("nas", "NAS", ""), service("box", "Box", "")));
    hear(good("nas"));
    table.hear(standing("nas", Level.UP));
    table.hear(
        new Standing(
            "box",
            Level.PENDING,
            Optional.empty(),
            Optional.empty(),
            new Cover(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Cover.Paused("admin", START)),
                false,
                false),
            Optional.empty()));

    Exposition read = Exposition.of(scrape());
    assertThat(state(read, "box", "PAUSED")).isEqualTo(1);
    assertThat(state(read, "box", "PENDING")).isZero();
    assertThat(state(read, "nas", "UP")).isEqualTo(1);

    pace.advance(Duration.ofHours(1));
    read = Exposition.of(scrape());
    assertThat(state(read, "nas", "UNKNOWN")).isEqualTo(1);
    assertThat(state(read, "nas", "UP")).isZero();
    assertThat(state(read, "box", "PAUSED")).isEqualTo(1);
  }

  private static double phase(Exposition read, String phase) {
    return read.value("probe_http_duration_seconds", "service", "nas", "phase", phase);
  }

  private static double state(Exposition read, String id, String state) {
    return read.value("controlplane_service_state", "service", id, "state", state);
  }

  @Test
  void every_line_about_a_service_has_the_same_four_labels() throws Exception {
    serve(Metrics.OPEN, List.of(service("nas", "NAS", "Home")));
    hear(good("nas"));
    assertThat(Exposition.of(scrape()).series())
        .filteredOn(
            series ->
                series.name().startsWith("probe_")
                    || series.name().startsWith("controlplane_service_"))
        .hasSizeGreaterThan(15)
        .allMatch(
            series ->
                series
                    .labels()
                    .keySet()
                    .containsAll(List.of("service", "group", "kind", "location")));
  }

  @Test
  void counts_answers_and_how_long_they_took() throws Exception {
    serve(Metrics.OPEN, List.of(service("nas", "NAS", "")));
    for (int n = 0; n < 3; n++) {
      hear(good("nas"));
    }
    hear(slow("nas"));
    table.hear(standing("nas", Level.SLOW));
    hear(failed("nas"));

    Exposition read = Exposition.of(scrape());

    assertThat(read.value("controlplane_checks_total", "outcome", "GOOD")).isEqualTo(3);
    assertThat(read.value("controlplane_checks_total", "outcome", "SLOW")).isEqualTo(1);
    assertThat(read.value("controlplane_checks_total", "outcome", "FAILED")).isEqualTo(1);
    String took = "controlplane_check_duration_seconds";
    assertThat(read.value(took + "_count")).isEqualTo(5);
    assertThat(read.value(took + "_sum")).isEqualTo(16.1395);
    assertThat(read.value(took + "_bucket", "le", "0.025")).isZero();
    assertThat(read.value(took + "_bucket", "le", "0.05")).isEqualTo(3);
    assertThat(read.value(took + "_bucket", "le", "10")).isEqualTo(5);
    assertThat(read.value("controlplane_results_dropped_total")).isEqualTo(3);
    assertThat(read.value("controlplane_results_waiting")).isEqualTo(2);
    assertThat(read.value("controlplane_nodes")).isEqualTo(1);
    assertThat(read.value("controlplane_incidents_open")).isEqualTo(1);
    assertThat(read.value("controlplane_build_info", "version", "1.2.3")).isEqualTo(1);
  }

  @Test
  void tells_how_each_channel_does() throws Exception {
    serve(Metrics.OPEN, List.of());
    channels.hear(channel("phone", State.OK));
    channels.hear(channel("mail \"at\" work", State.OK));
    channels.hear(channel("mail \"at\" work", State.PAUSED));

    Exposition read = Exposition.of(scrape());

    assertThat(channel(read, "phone")).containsExactly(1.0, 0.0, 0.0);
    assertThat(channel(read, "mail \"at\" work")).containsExactly(0.0, 0.0, 1.0);

    channels.hear(channel("phone", State.FAILING));

    assertThat(channel(Exposition.of(scrape()), "phone")).containsExactly(0.0, 1.0, 0.0);
  }

  private static ChannelHealth channel(String name, State state) {
    return new ChannelHealth(name, "ntfy", state, START, Optional.empty(), Optional.empty());
  }

  private static List<Double> channel(Exposition read, String name) {
    return Stream.of("OK", "FAILING", "PAUSED")
        .map(each -> read.value("controlplane_channel_state", "channel", name, "state", each))
        .toList();
  }

  @Test
  void tells_what_it_takes_of_its_machine() throws Exception {
    serve(Metrics.OPEN, List.of());
    Exposition read = Exposition.of(scrape());
    assertThat(read.value("process_resident_memory_bytes")).isBetween(20e6, 20e9);
    assertThat(read.value("process_cpu_seconds_total")).isPositive();
    assertThat(read.value("process_open_fds")).isBetween(5.0, read.value("process_max_fds"));
    double started = read.value("process_start_time_seconds");
    assertThat(started)
        .isCloseTo(
            ProcessHandle.current().info().startInstant().orElseThrow().getEpochSecond(),
            within(30.0));
    assertThat(read.value("jvm_memory_used_bytes", "area", "heap")).isPositive();
  }

  @Test
  void an_answer_that_is_too_old_is_not_told_any_more() throws Exception {
    serve(Metrics.OPEN, List.of(service("nas", "NAS", "")));
    hear(good("nas"));
    pace.advance(Duration.ofSeconds(130));
    assertThat(Exposition.of(scrape()).find("probe_success", "service", "nas")).contains(1.0);
    pace.advance(Duration.ofMillis(1));
    Exposition read = Exposition.of(scrape());
    assertThat(read.find("probe_success", "service", "nas")).isEmpty();
    assertThat(read.find("probe_http_status_code", "service", "nas")).isEmpty();
    assertThat(state(read, "nas", "UNKNOWN")).isEqualTo(1);
  }

  @Test
  void promtool_finds_nothing() throws Exception {
    assumeThat(Exposition.promtoolIsThere())
        .as("promtool is missing: apt-get install prometheus")
        .isTrue();
    serve(Metrics.OPEN, List.of(service("nas", "My \"NAS\" 🏠", "Home"), service("box", "B", "")));
    hear(good("nas"));
    hear(failed("box"));
    assertThat(Exposition.complaints(scrape())).isEmpty();
  }

  @Test
  void many_services_are_written_in_pieces_and_the_loop_does_other_things_meanwhile()
      throws Exception {
    serveMany(3_000);
    greedy = true;

    String text = scrape();

    assertThat(turns.get()).as("turns that others had").isGreaterThan(10);
    assertThat(text.length()).isGreaterThan(3_000_000);
    assertThat(Exposition.of(text).series())
        .filteredOn(series -> series.name().equals("probe_success"))
        .hasSize(3_000);
  }

  private void serveMany(int services) throws TimeoutException {
    serve(
        Metrics.OPEN,
        IntStream.range(0, services).mapToObj(n -> service("s" + n, "Service " + n, "G")).toList());
    IntStream.range(0, services).forEach(n -> hear(good("s" + n)));
  }

  @Test
  void whoever_takes_nothing_holds_one_of_four_places_until_it_is_gone() throws Exception {
    serveMany(10_000);
    var greedy = new ArrayList<HttpClientResponse>();
    for (int n = 0; n < homebox.controlplane.web.Metrics.MOST; n++) {
      HttpClientResponse response = paused();
      assertThat(response.statusCode()).isEqualTo(200);
      greedy.add(response);
    }
    HttpClientResponse refused = head(Map.of());
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.getHeader("Retry-After")).isNotBlank();
    for (HttpClientResponse response : greedy) {
      response.request().connection().close().await(10, TimeUnit.SECONDS);
    }
    while (head(Map.of()).statusCode() != 200) {
      Thread.onSpinWait(); // the server hears of it in its own time
    }
  }

  /** Its head came, and nothing more is taken: paused before any of it could flow. */
  private HttpClientResponse paused() throws TimeoutException {
    return ask(HttpMethod.GET, Map.of())
        .onSuccess(HttpClientResponse::pause)
        .await(10, TimeUnit.SECONDS);
  }

  @Test
  void it_is_compressed_for_those_who_take_that() throws Exception {
    serve(Metrics.OPEN, List.of(service("nas", "NAS", "")));
    hear(good("nas"));
    HttpClientResponse response =
        ask(HttpMethod.GET, Map.of("Accept-Encoding", "gzip"))
            .onSuccess(HttpClientResponse::pause)
            .await(10, TimeUnit.SECONDS);
    assertThat(response.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(response.getHeader("Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    Future<Buffer> body = response.body();
    response.resume();
    byte[] packed = body.await(10, TimeUnit.SECONDS).getBytes();
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(Exposition.of(text).value("probe_success", "service", "nas")).isEqualTo(1);
    }
  }

  @Test
  void head_is_answered_without_a_body() throws Exception {
    serve(Metrics.OPEN, List.of(service("nas", "NAS", "")));
    HttpClientResponse response = ask(HttpMethod.HEAD, Map.of()).await(10, TimeUnit.SECONDS);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).startsWith("text/plain");
  }

  @Test
  void with_token_it_is_for_those_who_show_it() throws Exception {
    serve(Metrics.TOKEN, List.of(service("nas", "NAS", "")));
    HttpClientResponse refused = head(Map.of());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.getHeader("WWW-Authenticate")).startsWith("Bearer");
    for (String wrong :
        List.of("Bearer letmeix", "Bearer ", "Bearer", "Basic letmein", "letmein")) {
      assertThat(head(Map.of("Authorization", wrong)).statusCode()).as(wrong).isEqualTo(401);
    }
    assertThat(head(Map.of("Authorization", "Bearer letmein")).statusCode()).isEqualTo(200);
    assertThat(head(Map.of("authorization", "bearer letmein")).statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_hidden_from_strangers_is_hidden_here_too() throws Exception {
    serve(
        Metrics.OPEN,
        List.of(
            service("nas", "NAS", ""),
            WebRig.service("secret", "S", "", new Exposure(true, false))));
    hear(good("nas"));
    hear(good("secret"));
    Map<String, String> byProxy = Map.of("X-Forwarded-For", "192.0.2.1");
    assertThat(text(byProxy)).contains("\"nas\"").doesNotContain("\"secret\"");
    Map<String, String> withKey = new HashMap<>(byProxy);
    withKey.put("Authorization", "Bearer letmein");
    assertThat(text(withKey)).contains("\"nas\"", "\"secret\"");
  }

  private String text(Map<String, String> headers) throws TimeoutException {
    return ask(HttpMethod.GET, headers)
        .compose(HttpClientResponse::body)
        .await(30, TimeUnit.SECONDS)
        .toString();
  }

  @Test
  void turned_off_there_is_nothing() throws Exception {
    serve(Metrics.OFF, List.of());
    assertThat(head(Map.of()).statusCode()).isEqualTo(404);
    assertThat(head(Map.of("Authorization", "Bearer letmein")).statusCode()).isEqualTo(404);
  }
}
