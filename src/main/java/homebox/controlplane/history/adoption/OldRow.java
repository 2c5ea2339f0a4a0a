package homebox.controlplane.history.adoption;

/**
 * A row of the predecessor's that could be read.
 *
 * @param service its name there, at most 100 characters on one line
 * @param at when the check was, epoch ms
 * @param inOrder no row of its service that was read before is as late
 * @param took ms
 * @param status null if there was none
 * @param error null if there was none
 */
public record OldRow(
    String service,
    long at,
    boolean inOrder,
    boolean healthy,
    long took,
    Integer status,
    String error) {}
