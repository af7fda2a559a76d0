package tandem.sippscenarios.rtp;

/// Takes what a stream does. Called on the engine's threads; must not wait.
public interface StreamSink {

    /// On `rtp-hear`.
    ///
    /// @param tick of the arrival on the stream's clock, in samples
    void heard(RtpPacket packet, long tick, long nanos);

    /// On `rtp-pace`.
    void sent(SendProgress progress);
}
