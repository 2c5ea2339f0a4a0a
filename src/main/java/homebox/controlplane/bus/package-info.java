/**
 * Carries events from room to room: typed addresses, one codec, one door for listening. The only
 * room that says {@code eventBus()}. Knows no other room. Way in: {@link
 * homebox.controlplane.bus.Address}.
 */
package homebox.controlplane.bus;
