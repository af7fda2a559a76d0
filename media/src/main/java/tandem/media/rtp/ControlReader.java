package tandem.media.rtp;

/// Takes from received RTCP (RFC 3550 §6.4) what the far end reports of us, and the time stamp that
/// our own report echoes. Everything else is stepped over. Confined to the loop.
public final class ControlReader {

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int BLOCK_BYTES = 24;
    private static final double UNKNOWN = -1;

    private long senderReportNanos;
    private int senderReportMiddle;
    private double remoteLossPercent = UNKNOWN;
    private long roundTripNanos;

    /// @param ourSsrc whose report blocks matter
    /// @param lastReportMiddle the middle 32 bits of the time in our last sender report
    /// @param lastReportNanos when that one left
    /// @return false when the datagram is no well-formed compound packet
    public boolean read(
            byte[] bytes,
            int length,
            long nowNanos,
            int ourSsrc,
            int lastReportMiddle,
            long lastReportNanos) {
        if (!isCompound(bytes, length)) {
            return false;
        }
        int offset = 0;
        while (offset < length) {
            int type = bytes[offset + 1] & 0xFF;
            int blocks = bytes[offset] & 0x1F;
            int end = offset + 4 + 4 * twoOctets(bytes, offset + 2);
            int block = offset + 8;
            if (type == SENDER_REPORT && offset + 28 <= end) {
                senderReportMiddle = fourOctets(bytes, offset + 10);
                senderReportNanos = nowNanos;
                block = offset + 28;
            }
            if (type == SENDER_REPORT || type == RECEIVER_REPORT) {
                for (int n = 0; n < blocks && block + BLOCK_BYTES <= end; n++) {
                    if (fourOctets(bytes, block) == ourSsrc) {
                        readBlock(bytes, block, nowNanos, lastReportMiddle, lastReportNanos);
                    }
                    block += BLOCK_BYTES;
                }
            }
            offset = end;
        }
        return true;
    }

    /// The middle 32 bits of the last received sender report's time; 0: none yet.
    public int senderReportMiddle() {
        return senderReportMiddle;
    }

    public long senderReportNanos() {
        return senderReportNanos;
    }

    /// -1: nothing reported yet.
    public double remoteLossPercent() {
        return remoteLossPercent;
    }

    /// 0: unknown.
    public long roundTripNanos() {
        return roundTripNanos;
    }

    private void readBlock(
            byte[] bytes, int block, long nowNanos, int lastReportMiddle, long lastReportNanos) {
        remoteLossPercent = (bytes[block + 4] & 0xFF) * 100 / 256.0;
        int echoed = fourOctets(bytes, block + 16);
        if (echoed != 0 && echoed == lastReportMiddle) {
            long heldNanos =
                    ((fourOctets(bytes, block + 20) & 0xFFFF_FFFFL) * 1_000_000_000L) >>> 16;
            roundTripNanos = Math.max(nowNanos - lastReportNanos - heldNanos, 1);
        }
    }

    /// RFC 3550 A.2: version 2 throughout, lengths that add up, a report first.
    private static boolean isCompound(byte[] bytes, int length) {
        int offset = 0;
        while (offset + 4 <= length) {
            if ((bytes[offset] & 0xC0) != 0x80) {
                return false;
            }
            int type = bytes[offset + 1] & 0xFF;
            if (offset == 0 && type != SENDER_REPORT && type != RECEIVER_REPORT) {
                return false;
            }
            offset += 4 + 4 * twoOctets(bytes, offset + 2);
        }
        return offset == length && length >= 8;
    }

    private static int twoOctets(byte[] bytes, int offset) {
        return ((bytes[offset] & 0xFF) << 8) | (bytes[offset + 1] & 0xFF);
    }

    private static int fourOctets(byte[] bytes, int offset) {
        return (twoOctets(bytes, offset) << 16) | twoOctets(bytes, offset + 2);
    }
}
