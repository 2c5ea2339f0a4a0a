package homebox.controlplane.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** A question that changes nothing: GET, and HEAD, with which health checks like to ask. */
final class Reading {
  private Reading() {}

  static Route at(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** Ends the answer. Over HTTP/2 Vert.x would send the body to HEAD as well. */
  static void end(RoutingContext ctx, Buffer body) {
    end(ctx.request(), body);
  }

  static void end(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    if (request.method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", String.valueOf(body.length())).end();
    } else {
      response.end(body);
    }
  }
}
