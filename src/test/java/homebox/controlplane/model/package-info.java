/**
 * The way from answer to message, tried against a naive model: {@link
 * homebox.controlplane.model.Plans} invents what happens, {@link homebox.controlplane.model.Trial}
 * lives through it with the real rooms on a real file, and {@link homebox.controlplane.model.Books}
 * holds what was heard against {@link homebox.controlplane.model.Expected} and the file.
 */
package homebox.controlplane.model;
