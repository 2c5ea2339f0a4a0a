package homebox.controlplane.web;

import homebox.controlplane.config.HttpUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;

/**
 * Hands a request on to the node that decides, and its answer back, as it comes: the feed of events
 * goes on for hours. That node sees that somebody else stands between, so that whoever comes this
 * way is no neighbour of it.
 */
final class Passage {
  private static final String VIA = "1.1 control-plane";
  private static final String FORWARDED = "X-Forwarded-For";
  private static final int CONNECT_MILLIS = 3_000;
  private static final int IDLE_SECONDS = 130; // longer than the other side's
  private static final int MOST = Feed.MOST + 100;
  private static final int MOST_WAITING = 100;
  private static final int BAD_GATEWAY = 502;

  private final HttpClientAgent client;
  private final HttpProxy proxy;
  private volatile HttpUrl to;

  Passage(Vertx vertx) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(32 * 1024),
            new PoolOptions().setHttp1MaxSize(MOST).setMaxWaitQueueSize(MOST_WAITING));
    proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(context -> connect())
            .addInterceptor(new Marks());
  }

  /** It came through one of us before: two nodes that each take the other to decide. */
  static boolean wasThrough(HttpServerRequest request) {
    return request.headers().getAll("Via").stream().anyMatch(via -> via.contains(VIA));
  }

  void go(HttpServerRequest request, HttpUrl page) {
    to = page;
    proxy.handle(request);
  }

  Future<Void> close() {
    return client.close();
  }

  private Future<HttpClientRequest> connect() {
    HttpUrl page = to;
    return client.request(
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(page.port(), page.host()))
            .setHost(page.host())
            .setPort(page.port())
            .setSsl(page.secure()));
  }

  /** Who stands between, on the way there; a word for people where nobody answers. */
  private static final class Marks implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      HttpServerRequest from = context.request().proxiedRequest();
      context.request().headers().add("Via", VIA);
      context.request().headers().add(FORWARDED, from.remoteAddress().hostAddress());
      return context.sendRequest();
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      ProxyResponse response = context.response();
      if (response.getStatusCode() == BAD_GATEWAY && response.proxiedResponse() == null) {
        response
            .setStatusCode(503)
            .putHeader("Retry-After", "10")
            .setBody(
                Body.body(
                    Buffer.buffer(
                        "The node that decides does not answer from here. Ask it itself, or say"
                            + " with cluster.address where it is reached.\n"),
                    MediaType.TEXT_PLAIN));
      }
      return context.sendResponse();
    }
  }
}
