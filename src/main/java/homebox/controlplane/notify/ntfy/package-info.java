/**
 * One kind of channel: a topic of ntfy.sh or of an ntfy server of one's own. Hears nothing · Says
 * nothing · Way in: {@link homebox.controlplane.notify.ntfy.NtfyDialect}.
 */
package homebox.controlplane.notify.ntfy;
