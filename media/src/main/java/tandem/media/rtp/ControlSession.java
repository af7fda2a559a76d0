package tandem.media.rtp;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// One leg's RTCP (RFC 3550 §6): when to report and what. Confined to the loop.
public final class ControlSession {

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int BYE = 203;
    private static final int CNAME = 1;
    private static final long EPOCH_1900 = 2_208_988_800L;

    /// RFC 3550 §6.3.1: makes up for what randomising takes from the interval.
    private static final double COMPENSATION = Math.E - 1.5;

    private final ControlReader reader = new ControlReader();
    private final ByteWriter packet = new ByteWriter(256);
    private final RandomGenerator random;
    private final String canonicalName;
    private final long intervalNanos;
    private long nextNanos;
    private int lastReportMiddle;
    private long lastReportNanos;

    /// @param canonicalName random, for this leg only (RFC 7022)
    public ControlSession(RandomGenerator random, String canonicalName, long intervalNanos) {
        this.random = random;
        this.canonicalName = canonicalName;
        this.intervalNanos = intervalNanos;
    }

    /// The first report comes after half an interval (§6.2).
    public void start(long nowNanos) {
        nextNanos = nowNanos + randomised(intervalNanos / 2);
    }

    public boolean isDue(long nowNanos) {
        return nowNanos >= nextNanos;
    }

    public ControlReader reader() {
        return reader;
    }

    public boolean read(byte[] bytes, int length, long nowNanos, int ourSsrc) {
        return reader.read(bytes, length, nowNanos, ourSsrc, lastReportMiddle, lastReportNanos);
    }

    /// Builds a report; the next is due an interval later.
    ///
    /// @param sending whether anything was sent since the last one
    public ByteWriter report(
            SendStream sent,
            boolean sending,
            int timestampTicks,
            ReceptionStatistics heard,
            int heardSsrc,
            long nowNanos,
            Instant now) {
        nextNanos = nowNanos + randomised(intervalNanos);
        packet.clear();
        int blocks = heardSsrc == 0 ? 0 : 1;
        if (sending) {
            begin(SENDER_REPORT, blocks).fourOctets(sent.ssrc());
            long seconds = now.getEpochSecond() + EPOCH_1900;
            long fraction = ((long) now.getNano() << 32) / 1_000_000_000L;
            packet.fourOctets((int) seconds).fourOctets((int) fraction);
            packet.fourOctets(timestampTicks);
            packet.fourOctets((int) sent.packets()).fourOctets((int) sent.octets());
            lastReportMiddle = (int) ((seconds << 16) | (fraction >>> 16));
            lastReportNanos = nowNanos;
        } else {
            begin(RECEIVER_REPORT, blocks).fourOctets(sent.ssrc());
        }
        if (blocks > 0) {
            block(heard, heardSsrc, nowNanos);
        }
        packet.twoOctetsAt(2, packet.length() / 4 - 1);
        describe(sent.ssrc());
        return packet;
    }

    /// Adds to the report just built that we leave (§6.6).
    public ByteWriter addBye(int ssrc) {
        begin(BYE, 1).fourOctets(ssrc);
        packet.twoOctetsAt(packet.length() - 6, 1);
        return packet;
    }

    private void block(ReceptionStatistics heard, int ssrc, long nowNanos) {
        int lost = (int) Math.min(heard.lost(), 0x7F_FFFF);
        packet.fourOctets(ssrc).fourOctets((heard.takeFractionLost() << 24) | lost);
        packet.fourOctets((int) heard.highestSequence()).fourOctets(heard.jitterTicks());
        int echoed = reader.senderReportMiddle();
        long heldNanos = echoed == 0 ? 0 : nowNanos - reader.senderReportNanos();
        packet.fourOctets(echoed);
        packet.fourOctets((int) (heldNanos / 1_000 * 65_536 / 1_000_000));
    }

    private void describe(int ssrc) {
        int start = packet.length();
        begin(DESCRIPTION, 1).fourOctets(ssrc);
        packet.octet(CNAME).octet(canonicalName.length()).text(canonicalName);
        do {
            packet.octet(0);
        } while (packet.length() % 4 != 0);
        packet.twoOctetsAt(start + 2, (packet.length() - start) / 4 - 1);
    }

    private ByteWriter begin(int type, int count) {
        return packet.octet(0x80 | count).octet(type).twoOctets(0);
    }

    private long randomised(long nanos) {
        return (long) (nanos * (0.5 + random.nextDouble()) / COMPENSATION);
    }
}
