package tandem.media.rtp;

/// Numbers what one leg sends: one SSRC, sequence numbers without a gap, timestamps on the leg's
/// clock whether or not something is sent (RFC 3550 §5.1).
///
/// Confined to the loop.
public final class SendStream {

    private final int ssrc;
    private final int firstTimestamp;
    private int sequence;
    private boolean talkspurt;
    private long packets;
    private long octets;

    /// All three are random (RFC 3550 §5.1).
    public SendStream(int ssrc, int firstSequence, int firstTimestamp) {
        this.ssrc = ssrc;
        this.sequence = firstSequence & 0xFFFF;
        this.firstTimestamp = firstTimestamp;
    }

    public int ssrc() {
        return ssrc;
    }

    public int timestampTicks(long clockTick) {
        return firstTimestamp + (int) clockTick;
    }

    /// Writes a header; the payload follows.
    public void header(ByteWriter packet, boolean marker, int payloadType, int timestampTicks) {
        packet.clear()
                .octet(0x80)
                .octet((marker ? 0x80 : 0) | payloadType)
                .twoOctets(sequence)
                .fourOctets(timestampTicks)
                .fourOctets(ssrc);
    }

    /// Whether a packet with speech (or not) begins a talkspurt, which its marker bit says (RFC
    /// 3551 §4.1).
    public boolean beginsTalkspurt(boolean speech) {
        boolean begins = speech && !talkspurt;
        talkspurt = speech;
        return begins;
    }

    /// The packet left.
    public void sent(int payloadOctets) {
        sequence = (sequence + 1) & 0xFFFF;
        packets++;
        octets += payloadOctets;
    }

    /// Nothing is sent for a while: what follows begins a talkspurt.
    public void pause() {
        talkspurt = false;
    }

    public long packets() {
        return packets;
    }

    public long octets() {
        return octets;
    }
}
