/**
 * Listens to people: asks Telegram for what was written to our bots and which buttons were pressed,
 * does it if it comes from a chat and a person that may, and answers. One poller a token. Hears
 * alert.standing, alert.transition, check.result and config.in-force · Says check.now and
 * notify.presence · Way in: {@link homebox.controlplane.notify.bot.BotVerticle}.
 */
package homebox.controlplane.notify.bot;
