package homebox.controlplane.cluster;

/**
 * A wish that one node looks at a service for the one that decides: that does not see it, or it is
 * the other one's share.
 *
 * @param round names this question and no other
 * @param node who is asked
 * @param service the id
 * @param url as it is shown
 * @param fresh it may have been changed a moment ago: the files are to be read again before
 */
public record FarLook(String round, String node, String service, String url, boolean fresh)
    implements Asked {
  /** The same question, as every node may be asked it. */
  public Request request() {
    return new Request(round, service, url);
  }
}
