package homebox.controlplane.config;

/**
 * A kind that the design knows and this version does not ask yet: named once at the start, and not
 * watched.
 */
public record NotYetAsk(String kind, String shownUrl) implements Ask {}
