/**
 * Keeps: opens the database, brings its tables up to date, and lets everybody write in turn through
 * one writer with two lanes. Way in: {@code Database}.
 */
package homebox.controlplane.store;
