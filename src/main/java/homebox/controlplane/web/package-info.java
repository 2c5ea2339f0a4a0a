/**
 * Answers over HTTP from a table in memory. Hears check.result, alert.standing · Says nothing · Way
 * in: {@code WebVerticle}.
 */
package homebox.controlplane.web;
