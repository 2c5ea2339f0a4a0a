/**
 * Decides: counts the answers of each service with one pure step and says when it goes DOWN, SLOW
 * or comes back. Hears check.result · Says alert.transition, alert.standing and check.confirmed.
 */
package homebox.controlplane.alert;
