/**
 * Reads the predecessor's rows: what each of them says, and when in the one time that we keep.
 * Knows no database; history carries. Way in: {@link homebox.controlplane.history.adoption.Reader}.
 */
package homebox.controlplane.history.adoption;
