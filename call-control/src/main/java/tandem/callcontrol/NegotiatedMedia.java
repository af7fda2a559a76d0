package tandem.callcontrol;

import java.time.Duration;
import java.util.OptionalInt;

/// What offer and answer agreed on for one audio stream.
///
/// @param remote where the other side wants RTP
/// @param remoteControl where it wants RTCP: port + 1, or what `a=rtcp` said (RFC 3605)
/// @param payloadType of the codec, as the other side numbered it
/// @param eventPayloadType of telephone-event (RFC 4733); empty: not negotiated
/// @param packetTime of what we send
/// @param direction seen from us
public record NegotiatedMedia(
        MediaAddress remote,
        MediaAddress remoteControl,
        Codec codec,
        int payloadType,
        OptionalInt eventPayloadType,
        Duration packetTime,
        Direction direction) {

    public NegotiatedMedia {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payload type out of 0-127: " + payloadType);
        }
    }

    /// True when the other side put us on hold: it does not want to hear us (`a=sendonly`,
    /// `a=inactive`, `c=0.0.0.0`).
    public boolean isHeldByRemote() {
        return !direction.sends();
    }
}
