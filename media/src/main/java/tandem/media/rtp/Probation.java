package tandem.media.rtp;

import tandem.media.loop.Datagram;

/// Watches an unknown source until so many of its packets belong together that it may be believed.
/// Confined to the loop.
final class Probation {

    private static final int PACKETS = 4;

    private long high;
    private long low;
    private int port;
    private int ssrc;
    private int nextSequence;
    private int packets;

    void restart() {
        packets = 0;
    }

    boolean passed(Datagram datagram, RtpPacket packet) {
        boolean goesOn =
                packets > 0
                        && datagram.sourceHigh() == high
                        && datagram.sourceLow() == low
                        && datagram.sourcePort() == port
                        && packet.ssrc() == ssrc
                        && packet.sequence() == nextSequence;
        if (!goesOn) {
            high = datagram.sourceHigh();
            low = datagram.sourceLow();
            port = datagram.sourcePort();
            ssrc = packet.ssrc();
            packets = 0;
        }
        nextSequence = (packet.sequence() + 1) & 0xFFFF;
        packets++;
        return packets >= PACKETS;
    }
}
