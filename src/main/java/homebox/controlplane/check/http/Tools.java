package homebox.controlplane.check.http;

import homebox.controlplane.time.Pace;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;

/** What all HTTP probes share. */
record Tools(
    Vertx vertx, Pace pace, NetClient client, Tls tls, Resolver names, TextSearch search) {}
