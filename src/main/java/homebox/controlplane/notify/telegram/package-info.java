/**
 * One channel: a Telegram bot that writes into one chat. Tries once and says how it went, in one of
 * four answers; keeps no queue. Hears nothing · Says nothing · Way in: {@link
 * homebox.controlplane.notify.telegram.TelegramChannel}, {@link
 * homebox.controlplane.notify.telegram.ChatFinder}.
 */
package homebox.controlplane.notify.telegram;
