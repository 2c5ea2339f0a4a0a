package homebox.controlplane.store;

/**
 * A row of the predecessor's table, with whatever stands in it: a {@link Number}, a {@link String},
 * bytes or null. Long texts end where nobody reads on.
 *
 * @param row its place in the table: the order in which the rows were written
 */
public record OldCheck(
    long row,
    Object service,
    Object timestamp,
    Object healthy,
    Object responseTime,
    Object status,
    Object error) {}
