package homebox.controlplane.model;

/**
 * A message was read by people.
 *
 * @param life in which life of the process
 * @param marked it said that it may be a repeat
 * @param stored false: it said that it is not stored
 * @param well the database could have been written at that time
 */
record Hearing(String key, int life, boolean marked, boolean stored, boolean well) {}
