/**
 * Other people's files as a configuration of ours. Each file reads one kind and gives a {@link
 * homebox.controlplane.cli.imports.Sheet}; nothing is guessed, and what is not taken over is said
 * in it.
 */
package homebox.controlplane.cli.imports;
