/**
 * One kind of channel: an incoming webhook of Slack's, or of what speaks like it. Hears nothing ·
 * Says nothing · Way in: {@link homebox.controlplane.notify.slack.SlackDialect}.
 */
package homebox.controlplane.notify.slack;
