package tandem.sippscenarios.rtp;

import java.nio.ByteBuffer;
import java.util.Optional;

/// One RTP packet (RFC 3550 §5.1). Immutable; the payload's bytes are not to be changed.
///
/// @param sequence 16 bits
/// @param timestampTicks 32 bits, in samples
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RtpPacket(
        int payloadType,
        boolean marker,
        int sequence,
        long timestampTicks,
        long ssrc,
        byte[] payload) {

    private static final int HEADER = 12;

    /// Empty when the datagram is no RTP packet of version 2, or is cut short.
    public static Optional<RtpPacket> parse(ByteBuffer datagram) {
        int start = datagram.position();
        int length = datagram.remaining();
        if (length < HEADER || (datagram.get(start) & 0xC0) != 0x80) {
            return Optional.empty();
        }
        int first = datagram.get(start);
        int offset = HEADER + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (length < offset + 4) {
                return Optional.empty();
            }
            offset += 4 + 4 * (datagram.getShort(start + offset + 2) & 0xFFFF);
        }
        int padding = (first & 0x20) == 0 ? 0 : datagram.get(start + length - 1) & 0xFF;
        int size = length - offset - padding;
        if (size < 0) {
            return Optional.empty();
        }
        byte[] payload = new byte[size];
        datagram.get(start + offset, payload);
        return Optional.of(
                new RtpPacket(
                        datagram.get(start + 1) & 0x7F,
                        (datagram.get(start + 1) & 0x80) != 0,
                        datagram.getShort(start + 2) & 0xFFFF,
                        datagram.getInt(start + 4) & 0xFFFF_FFFFL,
                        datagram.getInt(start + 8) & 0xFFFF_FFFFL,
                        payload));
    }

    /// Writes the packet at the buffer's position.
    public void write(ByteBuffer into) {
        into.put((byte) 0x80)
                .put((byte) ((marker ? 0x80 : 0) | payloadType))
                .putShort((short) sequence)
                .putInt((int) timestampTicks)
                .putInt((int) ssrc)
                .put(payload);
    }
}
