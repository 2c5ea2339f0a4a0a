package homebox.controlplane.cluster;

/** Something that a node is asked about a service. */
interface Asked {
  /** Names this question and no other. */
  String round();

  /** The id. */
  String service();
}
