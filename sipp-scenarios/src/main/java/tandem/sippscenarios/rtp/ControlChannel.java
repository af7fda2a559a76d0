package tandem.sippscenarios.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import tandem.callmodel.time.Time;

/// A stream's RTCP on the port after its RTP: a report every five seconds. Confined to `rtp-hear`.
final class ControlChannel {

    private static final long INTERVAL_NANOS = 5_000_000_000L;

    private final DatagramChannel channel;
    private final Time time;
    private final ReceiverReport report = new ReceiverReport();
    private long nextNanos;

    ControlChannel(DatagramChannel channel, Time time) {
        this.channel = channel;
        this.time = time;
        this.nextNanos = time.nanos() + INTERVAL_NANOS;
    }

    DatagramChannel channel() {
        return channel;
    }

    void heard(RtpPacket packet, long tick) {
        report.heard(packet, tick);
    }

    void reported(ByteBuffer datagram, long nanos) {
        report.reported(datagram, nanos);
    }

    /// Sends a report when one is due.
    ///
    /// @param rtp where the far end receives RTP
    void reportTo(
            InetSocketAddress rtp,
            ByteBuffer scratch,
            long ssrc,
            long timestampTicks,
            long packets) {
        long now = time.nanos();
        if (now < nextNanos) {
            return;
        }
        nextNanos = now + INTERVAL_NANOS;
        long wall = TimeUnit.MILLISECONDS.toNanos(time.now().toEpochMilli());
        scratch.clear();
        report.write(scratch, ssrc, timestampTicks, packets, packets * RtpEngine.FRAME, wall, now);
        scratch.flip();
        try {
            channel.send(scratch, new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1));
        } catch (IOException _) {
            // The far end takes no reports, or is gone.
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // A datagram socket holds nothing back.
        }
    }
}
