/**
 * Remembers: writes every {@link homebox.controlplane.check.CheckResult} to the database, sorts
 * closed hours into their place and forgets what is too old. Hears check.result and check.gap ·
 * Says nothing.
 */
package homebox.controlplane.history;
