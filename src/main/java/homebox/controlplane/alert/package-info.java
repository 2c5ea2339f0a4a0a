/**
 * Decides: counts the answers of each service with one pure step and says when it goes DOWN, SLOW
 * or comes back, after that was committed together with its incident and its messages; and knows
 * what stands against telling it: planned work, a mute, what the service depends on, its own
 * restlessness, our own connection. Takes people's orders ({@link Orders}). Hears check.result and
 * config.in-force · Says alert.transition, alert.standing, alert.followed-up, alert.absence,
 * alert.works, alert.online, alert.messages, alert.unstored, check.confirmed, check.rest, check.now
 * and check.gap.
 */
package homebox.controlplane.alert;
