/**
 * The house: {@link homebox.controlplane.Main} is the way in, {@link homebox.controlplane.App} the
 * wiring; each package below is a room with a sign of its own. Knows every room, and is known by
 * {@code cli} alone.
 */
package homebox.controlplane;
