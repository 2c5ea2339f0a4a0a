/**
 * One kind of channel: a webhook of Discord's. Hears nothing · Says nothing · Way in: {@link
 * homebox.controlplane.notify.discord.DiscordDialect}.
 */
package homebox.controlplane.notify.discord;
