package tandem.media.jitter;

/// Takes 20 ms of heard audio. Called on the loop, in order, without a gap.
@FunctionalInterface
public interface FrameSink {

    /// @param samples valid during the call only
    /// @param arrivalNanos when the packet came that filled the frame
    void frame(short[] samples, long startTick, boolean concealed, long arrivalNanos);
}
