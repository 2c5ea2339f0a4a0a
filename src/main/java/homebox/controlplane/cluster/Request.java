package homebox.controlplane.cluster;

/**
 * A wish that every node looks at a service once.
 *
 * @param round names this question and no other
 * @param service the id
 * @param url as it is shown
 */
public record Request(String round, String service, String url) implements Asked {}
