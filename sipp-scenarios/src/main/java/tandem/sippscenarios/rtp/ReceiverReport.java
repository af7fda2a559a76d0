package tandem.sippscenarios.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What we tell the far end by RTCP: that we send, and how its packets fare (RFC 3550 §6.4), with
/// the CNAME that goes into every compound packet.
///
/// Follows one source by sequence numbers and arrival times. Confined to `rtp-hear`, but for the
/// counters of our own sending, which come as arguments.
final class ReceiverReport {

    /// Seconds from 1900 to 1970.
    private static final long NTP_OFFSET = 2_208_988_800L;

    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final byte[] CNAME = "caller@tandem".getBytes(StandardCharsets.US_ASCII);

    private long source = -1;
    private long first;
    private long highest;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private final Arrivals arrivals = new Arrivals();

    /// Jitter and the last sender report. Confined as its owner.
    private static final class Arrivals {
        private double jitterTicks;
        private long lastTransit;
        private long lastReportMiddle;
        private long lastReportNanos;
    }

    void heard(RtpPacket packet, long arrivalTick) {
        if (packet.ssrc() != source) {
            source = packet.ssrc();
            first = packet.sequence();
            highest = first;
            received = 0;
            expectedBefore = 0;
            receivedBefore = 0;
            arrivals.lastTransit = arrivalTick - packet.timestampTicks();
        }
        int ahead = (packet.sequence() - (int) highest) & 0xFFFF;
        if (ahead < 32_768) {
            highest += ahead;
        }
        received++;
        long transit = arrivalTick - packet.timestampTicks();
        double change = Math.abs((double) (int) (transit - arrivals.lastTransit));
        arrivals.lastTransit = transit;
        arrivals.jitterTicks += (change - arrivals.jitterTicks) / 16;
    }

    /// Takes a compound packet; only a sender report matters.
    void reported(ByteBuffer datagram, long nanos) {
        int start = datagram.position();
        if (datagram.remaining() >= 28
                && (datagram.get(start) & 0xC0) == 0x80
                && (datagram.get(start + 1) & 0xFF) == SENDER_REPORT) {
            arrivals.lastReportMiddle = datagram.getInt(start + 10) & 0xFFFF_FFFFL;
            arrivals.lastReportNanos = nanos;
        }
    }

    /// Writes SR and SDES.
    ///
    /// @param wallNanos since 1970
    void write(
            ByteBuffer into,
            long ssrc,
            long timestampTicks,
            long packets,
            long octets,
            long wallNanos,
            long nanos) {
        boolean knows = source >= 0;
        into.put((byte) (0x80 | (knows ? 1 : 0))).put((byte) SENDER_REPORT);
        into.putShort((short) (knows ? 12 : 6)).putInt((int) ssrc);
        long seconds = Math.floorDiv(wallNanos, 1_000_000_000L);
        long fraction = Math.floorMod(wallNanos, 1_000_000_000L);
        into.putInt((int) (seconds + NTP_OFFSET));
        into.putInt((int) ((fraction << 32) / 1_000_000_000L));
        into.putInt((int) timestampTicks).putInt((int) packets).putInt((int) octets);
        if (knows) {
            writeBlock(into, nanos);
        }
        writeName(into, ssrc);
    }

    private void writeBlock(ByteBuffer into, long nanos) {
        long expected = highest - first + 1;
        long lost = Math.clamp(expected - received, -0x80_0000, 0x7F_FFFF);
        long expectedSince = expected - expectedBefore;
        long lostSince = expectedSince - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        int fraction =
                expectedSince <= 0 || lostSince <= 0 ? 0 : (int) ((lostSince << 8) / expectedSince);
        into.putInt((int) source);
        into.putInt(Math.min(fraction, 255) << 24 | ((int) lost & 0xFF_FFFF));
        into.putInt((int) highest).putInt((int) arrivals.jitterTicks);
        boolean reported = arrivals.lastReportNanos != 0;
        into.putInt((int) arrivals.lastReportMiddle);
        // Units of 1/65536 s.
        long since = reported ? (nanos - arrivals.lastReportNanos) * 65_536 / 1_000_000_000L : 0;
        into.putInt((int) since);
    }

    private static void writeName(ByteBuffer into, long ssrc) {
        int length = 4 + 2 + CNAME.length + 1;
        int padded = (length + 3) & ~3;
        into.put((byte) 0x81).put((byte) SOURCE_DESCRIPTION).putShort((short) (padded / 4));
        into.putInt((int) ssrc).put((byte) 1).put((byte) CNAME.length).put(CNAME);
        for (int i = length - 1; i < padded; i++) {
            into.put((byte) 0);
        }
    }
}
