package tandem.sipedge.dialog;

/// A request of the other side that waits for its final response. Opaque here: whoever performs the
/// effects knows what stands behind it.
public interface Exchange {}
