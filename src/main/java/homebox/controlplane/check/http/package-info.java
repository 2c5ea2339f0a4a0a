/**
 * Asks over HTTP: name, connection, TLS, request and answer, each timed apart, on one connection of
 * its own a time. Way in: {@link homebox.controlplane.check.http.HttpProbes}.
 */
package homebox.controlplane.check.http;
