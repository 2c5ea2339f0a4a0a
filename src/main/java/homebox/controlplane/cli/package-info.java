/** The commands. Way in: {@code ControlPlane}; each command answers with its exit code. */
package homebox.controlplane.cli;
