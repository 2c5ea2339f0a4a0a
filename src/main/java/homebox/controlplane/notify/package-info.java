/**
 * Tells people: takes the messages that the alert room has committed, groups them, and sees each
 * one delivered, once and in order, through its channel. Hears alert.messages, alert.unstored,
 * alert.online and notify.presence · Says notify.channel · Way in: {@code NotifierVerticle}; each
 * channel is one file behind {@link homebox.controlplane.notify.Channel}.
 */
package homebox.controlplane.notify;
