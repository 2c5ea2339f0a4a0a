/**
 * The daily report: once a day, at its time, says through the default channel how every service
 * does and did. Hears alert.standing · Says alert.messages · Way in: {@link
 * homebox.controlplane.report.ReportVerticle}.
 */
package homebox.controlplane.report;
