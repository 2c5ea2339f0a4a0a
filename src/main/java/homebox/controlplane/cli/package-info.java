/**
 * The commands. Way in: {@link homebox.controlplane.cli.ControlPlane}; each command answers with
 * its exit code.
 */
package homebox.controlplane.cli;
