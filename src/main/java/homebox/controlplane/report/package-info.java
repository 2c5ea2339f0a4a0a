/**
 * The daily report: once a day, at its time, says through the default channel how every service
 * does and did. And the call to another watchdog, each minute while all is well with us. Hears
 * alert.standing, check.result and notify.channel · Says alert.messages · Way in: {@link
 * homebox.controlplane.report.ReportVerticle}, {@link
 * homebox.controlplane.report.WatchdogVerticle}.
 */
package homebox.controlplane.report;
