package tandem.media.jitter;

/// What the audio heard so far tells of the line. Asked on the loop.
public interface LineState {

    /// True when nobody speaks: time may be mended here.
    boolean isQuiet();

    /// Peak of noise that sounds like the line's own, 0 for none.
    int noisePeak();
}
