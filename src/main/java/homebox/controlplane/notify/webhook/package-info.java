/**
 * One kind of channel: any program that takes HTTP, in our own JSON or in whatever is written for
 * it. Hears nothing · Says nothing · Way in: {@link
 * homebox.controlplane.notify.webhook.WebhookDialect}.
 */
package homebox.controlplane.notify.webhook;
