/**
 * Reads YAML, {@code .env} and the environment into immutable records that cannot be wrong, or says
 * everything that is wrong at once. Knows no other room. Way in: {@link
 * homebox.controlplane.config.ConfigLoader}.
 */
package homebox.controlplane.config;
