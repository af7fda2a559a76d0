package tandem.sipedge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tandem.callcontrol.Codec;

/// Settings of the SIP edge. Immutable, checked.
///
/// @param bindAddress listened on; the wildcard listens everywhere
/// @param port for UDP and TCP alike; 0 takes any free one
/// @param transports listened on
/// @param advertisedAddress written into Contact, Via and SDP instead of the own address, as behind
///   a 1:1 NAT; empty: the address by which the peer is reached
/// @param product written into Server and User-Agent
/// @param codecs taken, best first
/// @param preferOwnOrder choose by `codecs`; otherwise by the order of the offer (RFC 3264 §6.1)
/// @param packetTime that we ask for and use when the offer asks for none we can
/// @param t1 round-trip estimate that 200s are retransmitted by (RFC 3261 §17.1.1.1)
/// @param t2 longest interval between retransmissions
/// @param setupTimeout after which an INVITE that nobody answered or refused is refused
/// @param retryAfter told with 503 when draining or full
/// @param maxCalls at once, as a protection of the process: admission proper is by call control
/// @param maxMessageBytes longest message read
/// @param maxConnections TCP connections at once
/// @param connectTimeout for a TCP connection of ours
/// @param readTimeout from the first line of a message over TCP to its end
public record SipSettings(
        InetAddress bindAddress,
        int port,
        Set<Transport> transports,
        Optional<InetAddress> advertisedAddress,
        String product,
        List<Codec> codecs,
        boolean preferOwnOrder,
        Duration packetTime,
        Duration t1,
        Duration t2,
        Duration setupTimeout,
        Duration retryAfter,
        int maxCalls,
        int maxMessageBytes,
        int maxConnections,
        Duration connectTimeout,
        Duration readTimeout) {

    /// How messages travel. Further ones come with transports of our own.
    public enum Transport {
        UDP,
        TCP
    }

    public SipSettings {
        transports = Set.copyOf(transports);
        codecs = List.copyOf(codecs);
        require(port >= 0 && port <= 65_535, "sip.port must lie in 0-65535: " + port);
        require(!transports.isEmpty(), "sip.transports must name at least one of UDP, TCP");
        require(
                advertisedAddress.filter(InetAddress::isAnyLocalAddress).isEmpty(),
                "sip.advertised-address must be an address others can reach, not a wildcard");
        require(
                product.matches("[A-Za-z0-9._~!%*+`'-]+(/[A-Za-z0-9._~!%*+`'-]+)?"),
                "sip.product must be a token, or token/version: " + product);
        require(!codecs.isEmpty(), "sip.codecs must name at least one codec");
        require(
                packetTime.toMillis() >= 20 && packetTime.toMillis() % 20 == 0,
                "sip.packet-time must be a multiple of 20 ms: " + packetTime);
        positive(t1, "sip.t1");
        require(t2.compareTo(t1) >= 0, "sip.t2 must not be shorter than sip.t1");
        positive(setupTimeout, "sip.setup-timeout");
        require(retryAfter.toSeconds() >= 1, "sip.retry-after must be at least one second");
        require(maxCalls > 0, "sip.max-calls must be positive: " + maxCalls);
        require(
                maxMessageBytes >= 4_096 && maxMessageBytes <= 65_535,
                "sip.max-message-bytes must lie in 4096-65535: " + maxMessageBytes);
        require(maxConnections > 0, "sip.max-connections must be positive: " + maxConnections);
        require(connectTimeout.toMillis() >= 100, "sip.connect-timeout must be at least 100 ms");
        require(readTimeout.toMillis() >= 100, "sip.read-timeout must be at least 100 ms");
    }

    /// Port 5060 on all addresses, UDP and TCP, G.711 in the offerer's order.
    public static SipSettings defaults() {
        return new SipSettings(
                wildcard(),
                5060,
                Set.of(Transport.UDP, Transport.TCP),
                Optional.empty(),
                "Tandem",
                List.of(Codec.PCMU, Codec.PCMA),
                false,
                Duration.ofMillis(20),
                Duration.ofMillis(500),
                Duration.ofSeconds(4),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                10_000,
                16_384,
                1_000,
                Duration.ofSeconds(3),
                Duration.ofSeconds(5));
    }

    private static InetAddress wildcard() {
        try {
            return InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }

    private static void positive(Duration duration, String name) {
        require(duration.isPositive(), name + " must be positive: " + duration);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
