package homebox.controlplane.notify;

import java.util.function.BiConsumer;

/**
 * What the queues of channels have in common.
 *
 * @param talk what the built-in Homebox says of itself
 * @param hearing whether the other hosts hear of this one
 * @param ready hears of a channel's name whether it would send at once what becomes due
 */
record Shared(
    MessageStore store,
    LostStore lost,
    Talk talk,
    Hearing hearing,
    BiConsumer<String, Boolean> ready) {}
