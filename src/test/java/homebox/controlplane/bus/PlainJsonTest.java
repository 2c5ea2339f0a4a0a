package homebox.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
  @Test
  void vertx_finds_it() {
    assertThat(Json.CODEC).isExactlyInstanceOf(PlainCodec.class);
  }

  @Test
  void what_is_written_can_be_read_again() {
    var json =
        new JsonObject()
            .put("text", "…\"\n")
            .put("number", 7_000_000_000L)
            .put("share", 0.999999)
            .putNull("nothing")
            .put("list", new JsonArray().add(true).add(new JsonObject().put("of", "one")))
            .put("map", Map.of("of", List.of(1, 2)));
    assertThat(json.encode())
        .isEqualTo(
            "{\"text\":\"…\\\"\\n\",\"number\":7000000000,\"share\":0.999999,\"nothing\":null,"
                + "\"list\":[true,{\"of\":\"one\"}],\"map\":{\"of\":[1,2]}}");
    assertThat(new JsonObject(json.encode())).isEqualTo(json);
    assertThat(new JsonObject(json.toBuffer())).isEqualTo(json);
  }

  @Test
  void what_is_no_json_is_refused() {
    for (String text : List.of("{", "{} {}", "{\"a\":}", "nothing")) {
      assertThatThrownBy(() -> new JsonObject(text)).as(text).isInstanceOf(DecodeException.class);
    }
  }
}
