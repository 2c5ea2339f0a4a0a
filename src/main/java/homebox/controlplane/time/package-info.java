/**
 * The only room that reads a clock or sets a timer. Everybody else is handed a {@link
 * homebox.controlplane.time.Pace}; tests hand over one that moves when they say so. Knows no other
 * room.
 */
package homebox.controlplane.time;
