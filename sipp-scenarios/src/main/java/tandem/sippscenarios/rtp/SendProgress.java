package tandem.sippscenarios.rtp;

/// What left on the wire, told by the pacer; `tick` is the sample position on the stream's clock,
/// `nanos` when the packet was handed to the kernel.
public sealed interface SendProgress {

    long tick();

    long nanos();

    record Began(Utterance utterance, long tick, long nanos) implements SendProgress {}

    record FirstVoiced(Utterance utterance, long tick, long nanos) implements SendProgress {}

    record LastVoiced(Utterance utterance, long tick, long nanos) implements SendProgress {}

    record Finished(Utterance utterance, long tick, long nanos) implements SendProgress {}

    /// The first packet that tells a key's end.
    record Keyed(char key, long tick, long nanos) implements SendProgress {}

    /// The far end takes no telephone events: the key was not sent.
    record KeyDropped(char key, long tick, long nanos) implements SendProgress {}
}
