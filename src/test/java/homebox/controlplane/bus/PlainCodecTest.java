package homebox.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Whatever is written: each byte is the one that Jackson would write, each refusal its own. */
class PlainCodecTest {
  private static final JacksonCodec JACKSON = new JacksonCodec();

  private final PlainCodec ours = new PlainCodec();

  @Property(edgeCases = EdgeCasesMode.NONE)
  void what_is_written_is_what_jackson_writes(@ForAll("trees") Object json) {
    same(json);
  }

  @Property
  void whatever_is_in_a_text(@ForAll("texts") String text) {
    same(text);
    same(Map.of(text, text));
  }

  @Property
  void whatever_the_number(@ForAll("numbers") Number number) {
    same(List.of(number));
  }

  @Provide
  Arbitrary<Object> trees() {
    return Arbitraries.recursive(this::leaves, this::around, 0, 3);
  }

  private Arbitrary<Object> around(Arbitrary<Object> inside) {
    Arbitrary<List<Object>> lists = inside.list().ofMaxSize(4);
    Arbitrary<Map<String, Object>> maps =
        Combinators.combine(texts().list().ofMaxSize(4), lists).as(PlainCodecTest::map);
    return Arbitraries.oneOf(
        lists.map(list -> list),
        lists.map(JsonArray::new),
        maps.map(map -> map),
        maps.map(JsonObject::new));
  }

  private static Map<String, Object> map(List<String> names, List<Object> values) {
    var map = new LinkedHashMap<String, Object>();
    for (int n = 0; n < Math.min(names.size(), values.size()); n++) {
      map.put(names.get(n), values.get(n));
    }
    return map;
  }

  /** What is rare makes all of it Jackson's: most trees are to have none. */
  private Arbitrary<Object> leaves() {
    return Arbitraries.frequencyOf(
            Tuple.of(40, texts()),
            Tuple.of(20, Arbitraries.integers()),
            Tuple.of(20, Arbitraries.longs()),
            Tuple.of(20, Arbitraries.doubles()),
            Tuple.of(10, Arbitraries.of(true, false)),
            Tuple.of(1, rare()))
        .injectNull(0.1);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> awkward =
        Arbitraries.of(
            "\"",
            "\\",
            "/",
            "\b",
            "\t",
            "\n",
            "\f",
            "\r",
            "\0",
            "\u001f",
            "\u007f",
            "\u0080",
            "é",
            "\u07ff",
            "\u0800",
            "\u2028",
            "\u2029",
            "\ud83d\udd34",
            "\ud83d",
            "\udd34",
            "\uffff");
    Arbitrary<String> usual = Arbitraries.strings().ascii().ofMaxLength(20);
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(5);
    return Arbitraries.oneOf(awkward, usual, any)
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Number> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.integers().map(number -> number),
        Arbitraries.longs().map(number -> number),
        Arbitraries.integers().between(0, 18).map(PlainCodecTest::power),
        Arbitraries.integers().between(0, 18).map(digits -> -power(digits) + 1),
        Arbitraries.doubles().map(number -> number),
        Arbitraries.floats().map(number -> number),
        Arbitraries.shorts().map(number -> number),
        Arbitraries.bytes().map(number -> number),
        Arbitraries.bigIntegers().map(number -> number),
        Arbitraries.bigDecimals().map(number -> number),
        Arbitraries.of(
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE),
        Arbitraries.of(Float.NaN, Float.NEGATIVE_INFINITY, new AtomicLong(Long.MAX_VALUE)),
        Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  private static long power(int digits) {
    return BigInteger.TEN.pow(digits).longValueExact();
  }

  private static Arbitrary<Object> rare() {
    return Arbitraries.of(
        Instant.EPOCH,
        new byte[] {0, -1, 127},
        Buffer.buffer("…"),
        TimeUnit.DAYS,
        BigInteger.TWO.pow(70),
        new BigDecimal("1E+30"),
        1.5f,
        (short) 7,
        (byte) -7,
        Double.NaN,
        new StringBuilder("no text"),
        Set.of(1),
        new Object[] {1});
  }

  private void same(Object json) {
    assertThat(said(() -> ours.toBuffer(json, false)))
        .isEqualTo(said(() -> JACKSON.toBuffer(json, false)));
    assertThat(said(() -> ours.toString(json, false)))
        .isEqualTo(said(() -> JACKSON.toString(json, false)));
  }

  /** What came of it, be it a refusal. */
  private static Object said(Supplier<Object> encoder) {
    try {
      return encoder.get();
    } catch (RuntimeException refused) {
      return refused.toString();
    }
  }

  @Test
  void what_answers_are_made_of_is_not_left_to_jackson() {
    var json =
        new JsonObject()
            .put("text", "\u0001…\ud83d\udd34")
            .put("numbers", List.of(1, 2L, -0.5))
            .put("list", new JsonArray().add(true).addNull().add(Map.of("a", new JsonObject())));
    assertThat(new PlainWriter().write(json)).isTrue();
    assertThat(new PlainWriter().write(json.put("rare", Instant.EPOCH))).isFalse();
    same(json);
  }

  @Test
  void what_no_json_can_say_is_refused_in_jacksons_words() {
    for (Object alien : List.of(new Object(), Set.of(1), new StringBuilder("a"), new int[] {1})) {
      same(alien);
      same(new JsonObject().put("list", new JsonArray().add(1).add(alien)));
      assertThatThrownBy(() -> ours.toBuffer(List.of(alien), false))
          .isInstanceOf(EncodeException.class)
          .hasMessageContaining(alien.getClass().getName());
    }
  }

  @Test
  void a_name_that_is_no_text_is_refused_as_jackson_does() {
    same(Collections.singletonMap(null, 1));
    same(Map.of(1, 1));
    assertThatThrownBy(() -> ours.toBuffer(Map.of(1, 1), false))
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void what_is_too_deep_is_refused_and_does_not_run_out_of_stack() {
    for (int depth : List.of(1, 499, 500, 501, 502, 999, 1_000, 1_001, 20_000)) {
      Object lists = 1;
      Object maps = 1;
      for (int n = 0; n < depth; n++) {
        lists = List.of(lists);
        maps = new JsonObject().put("in", maps);
      }
      same(lists);
      same(maps);
    }
    var endless = new ArrayList<Object>();
    endless.add(endless);
    assertThatThrownBy(() -> ours.toString(endless, false)).isInstanceOf(EncodeException.class);
  }

  @Test
  void what_is_long_is_written_to_its_end() {
    for (int length : List.of(509, 510, 511, 512, 513, 8_000, 20_000)) {
      same("a".repeat(length));
      same("a".repeat(length - 1) + "é");
      same("\u0001".repeat(length));
      same(List.of("…".repeat(length), Collections.nCopies(length, -1L)));
      same(Collections.nCopies(length, Arrays.asList(null, true, 0.1, "\ud83d\udd34")));
    }
  }

  @Test
  void what_is_for_people_is_indented_as_before() {
    var json = new JsonObject().put("list", new JsonArray().add(1).add("é")).putNull("no");
    assertThat(ours.toString(json, true))
        .isEqualTo("{\n  \"list\" : [ 1, \"é\" ],\n  \"no\" : null\n}");
    assertThat(ours.toBuffer(json, true)).isEqualTo(JACKSON.toBuffer(json, true));
  }
}
