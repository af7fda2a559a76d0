package tandem.media.rtp;

/// A view of one received RTP packet (RFC 3550 §5.1), reused for every packet.
///
/// Confined to the loop; the payload stays where it was received.
public final class RtpPacket {

    public static final int HEADER_BYTES = 12;

    private byte[] bytes = new byte[0];
    private int first;
    private int second;
    private int payloadOffset;
    private int payloadLength;

    /// Looks at `length` bytes.
    ///
    /// @return false when they are no well-formed RTP packet; the view is then undefined
    public boolean parse(byte[] datagram, int length) {
        if (length < HEADER_BYTES || (datagram[0] & 0xC0) != 0x80) {
            return false;
        }
        bytes = datagram;
        first = datagram[0];
        second = datagram[1];
        int offset = HEADER_BYTES + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (offset + 4 > length) {
                return false;
            }
            offset += 4 + 4 * unsignedShort(offset + 2);
        }
        int end = length;
        if ((first & 0x20) != 0) {
            int padding = datagram[length - 1] & 0xFF;
            if (padding == 0) {
                return false;
            }
            end -= padding;
        }
        if (offset > end) {
            return false;
        }
        payloadOffset = offset;
        payloadLength = end - offset;
        return true;
    }

    public boolean marker() {
        return (second & 0x80) != 0;
    }

    public int payloadType() {
        return second & 0x7F;
    }

    public int sequence() {
        return unsignedShort(2);
    }

    public int timestamp() {
        return integer(4);
    }

    public int ssrc() {
        return integer(8);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    private int unsignedShort(int offset) {
        return ((bytes[offset] & 0xFF) << 8) | (bytes[offset + 1] & 0xFF);
    }

    private int integer(int offset) {
        return (unsignedShort(offset) << 16) | unsignedShort(offset + 2);
    }
}
