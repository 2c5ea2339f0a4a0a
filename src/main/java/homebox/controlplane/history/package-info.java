/**
 * Remembers: writes every {@link homebox.controlplane.check.CheckResult} to the database in
 * batches, sorts closed hours into their place, forgets what is too old, and answers what the past
 * was. Hears check.result, check.gap, alert.transition and alert.absence · Says nothing. Way in:
 * {@link homebox.controlplane.history.HistoryVerticle}, {@link
 * homebox.controlplane.history.HistoryStore}.
 */
package homebox.controlplane.history;
