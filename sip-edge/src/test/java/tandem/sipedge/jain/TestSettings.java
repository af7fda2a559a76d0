package tandem.sipedge.jain;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tandem.sipedge.SipSettings;

/// Settings for tests: on loopback, any port, both transports, T1 = 100 ms.
final class TestSettings {

    InetAddress bind = InetAddress.getLoopbackAddress();
    int port;
    Optional<InetAddress> advertised = Optional.empty();
    Duration t1 = Duration.ofMillis(100);
    Duration setupTimeout = Duration.ofSeconds(60);
    int maxCalls = 10_000;

    SipSettings build() {
        SipSettings defaults = SipSettings.defaults();
        return new SipSettings(
                bind,
                port,
                Set.of(SipSettings.Transport.UDP, SipSettings.Transport.TCP),
                advertised,
                "Tandem/1.0",
                defaults.codecs(),
                defaults.preferOwnOrder(),
                defaults.packetTime(),
                t1,
                defaults.t2(),
                setupTimeout,
                defaults.retryAfter(),
                maxCalls,
                defaults.maxMessageBytes(),
                defaults.maxConnections(),
                defaults.connectTimeout(),
                Duration.ofSeconds(1));
    }
}
