/**
 * One kind of channel: a mail server that takes our letters (SMTP, by Angus Mail, which blocks: on
 * a thread of its own). Hears nothing · Says nothing · Way in: {@link
 * homebox.controlplane.notify.mail.MailChannel}.
 */
package homebox.controlplane.notify.mail;
