/**
 * What all channels share that speak HTTP: one request with a deadline, what went wrong below it in
 * sentences without secrets, how many messages the other side takes. Hears nothing · Says nothing ·
 * Way in: {@link homebox.controlplane.notify.http.Exchange}, {@link
 * homebox.controlplane.notify.http.HttpChannel}.
 */
package homebox.controlplane.notify.http;
