/**
 * The way from answer to message, tried against a naive model: {@link
 * homebox.controlplane.model.Plans} invents what happens, {@link homebox.controlplane.model.Trial}
 * lives through it with the real rooms on a real file, and {@link homebox.controlplane.model.Books}
 * holds what was heard against {@link homebox.controlplane.model.House} and the file: there each
 * thing that may stand against telling is a part by itself. {@link
 * homebox.controlplane.model.Street} is a house with its checkers, where what suppresses alerts
 * happens too; {@link homebox.controlplane.model.Judge} knows what had to be told of it.
 */
package homebox.controlplane.model;
