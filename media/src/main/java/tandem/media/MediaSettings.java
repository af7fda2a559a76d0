package tandem.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import tandem.media.rtp.SourceGate.Latching;

/// How the embedded media engine is set up. Checked when built.
///
/// @param bindAddress where sockets are bound; a wildcard needs `advertisedAddress`
/// @param advertisedAddress what other sides are told in place of `bindAddress`
/// @param ports for RTP and RTCP
/// @param loops threads that carry media, each on its own core
/// @param backend how the operating system is called
/// @param realTime whether those threads ask for real-time scheduling; refused, they go on without
/// @param trafficClass of the IP header; 0xB8 is expedited forwarding (RFC 3246)
/// @param latching whose packets are believed besides the negotiated source's
/// @param maxLegs open at once; more are refused
/// @param longestHold bound of the wait for a late packet while later ones are there
/// @param voiceHangover from the last voiced frame to the end of speech
/// @param playoutLead how far synthesis may run ahead of the wire
/// @param duckDecibels by which a ducked agent is quieter
/// @param keyDuration how long a key that we press is down
/// @param controlInterval of RTCP reports, on average
public record MediaSettings(
        InetAddress bindAddress,
        Optional<InetAddress> advertisedAddress,
        PortRange ports,
        int loops,
        Backend backend,
        boolean realTime,
        int trafficClass,
        Latching latching,
        int maxLegs,
        Duration longestHold,
        Duration voiceHangover,
        Duration playoutLead,
        double duckDecibels,
        Duration keyDuration,
        Duration controlInterval) {

    /// How the operating system is called.
    public enum Backend {
        /// The kernel directly where that is possible, else the JDK.
        AUTO,
        NATIVE,
        NIO
    }

    public MediaSettings {
        within("loops", loops, 1, 64);
        within("traffic class", trafficClass, 0, 255);
        within("max legs", maxLegs, 1, 100_000);
        within("longest hold (ms)", longestHold.toMillis(), 0, 120);
        within("voice hangover (ms)", voiceHangover.toMillis(), 40, 2_000);
        within("playout lead (ms)", playoutLead.toMillis(), 100, 30_000);
        within("duck (dB)", (long) duckDecibels, 0, 60);
        within("key duration (ms)", keyDuration.toMillis(), 40, 8_000);
        within("control interval (ms)", controlInterval.toMillis(), 100, 60_000);
    }

    /// Loopback, ports 16384-32767, one loop per two cores.
    public static MediaSettings defaults() {
        return new MediaSettings(
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                new PortRange(16_384, 32_767),
                Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 64),
                Backend.AUTO,
                true,
                0xB8,
                Latching.BEHIND_NAT,
                4_000,
                Duration.ofMillis(120),
                Duration.ofMillis(200),
                Duration.ofSeconds(3),
                12,
                Duration.ofMillis(120),
                Duration.ofSeconds(5));
    }

    /// The same on another address and other ports.
    public MediaSettings at(InetAddress address, PortRange range) {
        return new MediaSettings(
                address,
                advertisedAddress,
                range,
                loops,
                backend,
                realTime,
                trafficClass,
                latching,
                maxLegs,
                longestHold,
                voiceHangover,
                playoutLead,
                duckDecibels,
                keyDuration,
                controlInterval);
    }

    /// The same by another backend with so many loops.
    public MediaSettings by(Backend chosen, int threads) {
        return new MediaSettings(
                bindAddress,
                advertisedAddress,
                ports,
                threads,
                chosen,
                realTime,
                trafficClass,
                latching,
                maxLegs,
                longestHold,
                voiceHangover,
                playoutLead,
                duckDecibels,
                keyDuration,
                controlInterval);
    }

    InetAddress ownAddress() {
        return advertisedAddress.orElse(bindAddress);
    }

    private static void within(String name, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    "media " + name + " must lie in " + low + "-" + high + ": " + value);
        }
    }
}
