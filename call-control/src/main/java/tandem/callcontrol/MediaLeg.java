package tandem.callcontrol;

import tandem.agentloop.Playout;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.audio.FrameRing;

/// One party's audio. Thread-safe: commands are handed to the leg's loop.
public interface MediaLeg extends Playout, AutoCloseable {

    /// Where this leg receives.
    MediaAddress local();

    /// Applies what was negotiated, the first time or anew (hold, resume, new address, new codec).
    void connect(NegotiatedMedia media);

    /// A ring that gets every received frame from now on, gaps concealed, on the leg's clock. One
    /// consumer each.
    FrameRing tapHeard(int frames);

    /// A ring that gets every sent frame from now on, silence included, on the same clock.
    FrameRing tapSent(int frames);

    /// Sends a key as RFC 4733 events; ignored when not negotiated.
    void press(DtmfDigit digit);

    LegQuality quality();

    /// Stops and gives the port back. Idempotent; never waits.
    @Override
    void close();
}
