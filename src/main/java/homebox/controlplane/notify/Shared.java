package homebox.controlplane.notify;

/**
 * What the queues of channels have in common.
 *
 * @param talk what the built-in Homebox says of itself
 */
record Shared(MessageStore store, LostStore lost, Talk talk) {}
