package homebox.controlplane.web;

import homebox.controlplane.check.Desk;
import homebox.controlplane.notify.Tally;
import java.util.Collection;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What other rooms count, for {@code /metrics}. Each may be asked from any thread.
 *
 * @param version ours
 * @param desk how late checks begin
 * @param dropped results that were lost, since the start
 * @param waiting results that wait to be written
 * @param channels what became of messages, a tally for each channel
 */
public record Meters(
    String version,
    Desk desk,
    LongSupplier dropped,
    IntSupplier waiting,
    Supplier<Collection<Tally>> channels) {}
