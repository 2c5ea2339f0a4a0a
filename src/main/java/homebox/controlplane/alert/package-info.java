/**
 * Decides: counts the answers of each service with one pure step and says when it goes DOWN, SLOW
 * or comes back, after that was committed together with its incident and its messages. Hears
 * check.result · Says alert.transition, alert.standing, alert.messages, alert.unstored and
 * check.confirmed.
 */
package homebox.controlplane.alert;
