/**
 * Decides: counts the answers of each service with one pure step and says when it goes DOWN, SLOW
 * or comes back, after that was committed together with its incident and its messages; and knows
 * what stands against telling it: planned work, what the service depends on, its own restlessness,
 * our own connection. Hears check.result and config.in-force · Says alert.transition,
 * alert.standing, alert.followed-up, alert.absence, alert.online, alert.messages, alert.unstored,
 * check.confirmed, check.now and check.gap.
 */
package homebox.controlplane.alert;
