package tandem.callcontrol;

import java.util.Optional;
import tandem.callmodel.audio.SampleRate;

/// Speech codecs by their names in SDP (RFC 3551 §6) with their static payload types.
public enum Codec {
    PCMU(0, SampleRate.TELEPHONE),
    PCMA(8, SampleRate.TELEPHONE);

    private final int staticPayloadType;
    private final SampleRate rate;

    Codec(int staticPayloadType, SampleRate rate) {
        this.staticPayloadType = staticPayloadType;
        this.rate = rate;
    }

    public int staticPayloadType() {
        return staticPayloadType;
    }

    public SampleRate rate() {
        return rate;
    }

    public static Optional<Codec> named(String name) {
        for (Codec codec : values()) {
            if (codec.name().equalsIgnoreCase(name)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }
}
