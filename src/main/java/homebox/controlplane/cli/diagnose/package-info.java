/**
 * What {@code diagnose} looks at: each file one thing, and what to do about it where it is not
 * well. Way in: {@link homebox.controlplane.cli.diagnose.Diagnosis}. Changes nothing and tells
 * nobody.
 */
package homebox.controlplane.cli.diagnose;
