/**
 * Asks: one {@code CheckerVerticle} a service, the rule when it is asked again, and one file per
 * kind of probe. Says check.result and check.gap · Hears check.confirmed · Knows nobody who
 * listens.
 */
package homebox.controlplane.check;
