/**
 * Keeps: opens the database, brings its tables up to date, sets a predecessor's aside, tries again
 * while it does not work, and lets everybody write in turn through one {@link
 * homebox.controlplane.store.Writer} with two lanes; readers go beside it. Says nothing · Hears
 * nothing. Way in: {@link homebox.controlplane.store.Database}.
 */
package homebox.controlplane.store;
