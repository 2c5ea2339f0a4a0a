/**
 * Answers over HTTP from a table in memory, serves the page and feeds it. Hears check.result,
 * alert.standing, alert.followed-up, alert.works, alert.transition, notify.channel · Says nothing ·
 * Way in: {@code WebVerticle}.
 */
package homebox.controlplane.web;
