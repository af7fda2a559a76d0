package tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.media.loop.Datagram;
import tandem.media.loop.Endpoint;
import tandem.media.rtp.SourceGate.Latching;

class SourceGateTest {

    private final Endpoint named = endpoint("192.168.1.20", 4_000);
    private final Endpoint outside = endpoint("198.51.100.7", 30_000);
    private final Endpoint stranger = endpoint("203.0.113.9", 30_000);
    private int sequence = 65_534;

    @Test
    void nothing_counts_before_anything_was_negotiated() {
        assertThat(from(new SourceGate(Latching.ALWAYS), outside)).isFalse();
    }

    @Test
    void without_latching_only_the_named_address_and_port_count() {
        SourceGate gate = gate(Latching.NEVER);
        for (int n = 0; n < 100; n++) {
            assertThat(from(gate, outside)).isFalse();
            assertThat(from(gate, endpoint("192.168.1.20", 4_001))).isFalse();
        }
        assertThat(from(gate, named)).isTrue();
        assertThat(gate.peer()).isEqualTo(named);
    }

    @Test
    void behind_nat_the_first_consistent_source_is_believed_once() {
        SourceGate gate = gate(Latching.BEHIND_NAT);
        for (int n = 0; n < 3; n++) {
            assertThat(from(gate, outside)).isFalse();
            assertThat(gate.peer()).isEqualTo(named);
        }
        assertThat(from(gate, outside)).isTrue();
        assertThat(gate.peer()).isEqualTo(outside);
        for (int n = 0; n < 100; n++) {
            assertThat(from(gate, stranger)).isFalse();
        }
        assertThat(gate.peer()).isEqualTo(outside);
    }

    @Test
    void a_source_that_is_private_like_the_named_one_is_a_stranger() {
        SourceGate gate = gate(Latching.BEHIND_NAT);
        for (int n = 0; n < 10; n++) {
            assertThat(from(gate, endpoint("10.0.0.5", 4_000))).isFalse();
        }
    }

    @Test
    void a_public_named_address_is_taken_at_its_word() {
        SourceGate gate = new SourceGate(Latching.BEHIND_NAT);
        gate.negotiate(stranger);
        for (int n = 0; n < 10; n++) {
            assertThat(from(gate, outside)).isFalse();
        }
    }

    @Test
    void packets_that_do_not_belong_together_open_nothing() {
        SourceGate gate = gate(Latching.ALWAYS);
        for (int n = 0; n < 100; n++) {
            sequence += 7;
            assertThat(from(gate, outside)).isFalse();
        }
    }

    @Test
    void the_named_source_takes_over_and_shuts_out_everyone_else() {
        SourceGate gate = gate(Latching.ALWAYS);
        for (int n = 0; n < 4; n++) {
            from(gate, outside);
        }
        assertThat(gate.isLatched()).isTrue();
        assertThat(from(gate, named)).isTrue();
        for (int n = 0; n < 10; n++) {
            assertThat(from(gate, outside)).isFalse();
        }
        gate.negotiate(named);
        assertThat(from(gate, outside)).as("told the same again").isFalse();
        gate.negotiate(endpoint("192.168.1.21", 4_000));
        for (int n = 0; n < 4; n++) {
            from(gate, outside);
        }
        assertThat(gate.peer()).as("a new address opens it anew").isEqualTo(outside);
    }

    @Test
    void addresses_of_both_families_are_told_apart_by_number() {
        Endpoint six = endpoint("2001:db8::7", 30_000);
        SourceGate gate = new SourceGate(Latching.NEVER);
        gate.negotiate(six);
        assertThat(from(gate, endpoint("2001:db8::8", 30_000))).isFalse();
        assertThat(from(gate, six)).isTrue();
        Datagram datagram = datagram(six);
        assertThat(Endpoint.sourceOf(datagram)).isEqualTo(six);
        assertThat(Endpoint.sourceOf(datagram(outside))).isEqualTo(outside);
    }

    @Test
    void private_addresses_are_told_from_public_ones() {
        for (String address :
                List.of(
                        "10.1.2.3",
                        "172.16.0.1",
                        "172.31.255.255",
                        "192.168.0.1",
                        "127.0.0.1",
                        "169.254.1.1",
                        "100.64.0.1",
                        "0.0.0.0",
                        "::1",
                        "::",
                        "fe80::1",
                        "fd00::1",
                        "fc00::1")) {
            Endpoint endpoint = endpoint(address, 1);
            assertThat(Endpoint.isPrivate(endpoint.high(), endpoint.low())).as(address).isTrue();
        }
        for (String address :
                List.of(
                        "11.0.0.1",
                        "172.32.0.1",
                        "192.169.0.1",
                        "100.128.0.1",
                        "8.8.8.8",
                        "2001:db8::1",
                        "ff02::1")) {
            Endpoint endpoint = endpoint(address, 1);
            assertThat(Endpoint.isPrivate(endpoint.high(), endpoint.low())).as(address).isFalse();
        }
    }

    private SourceGate gate(Latching latching) {
        SourceGate gate = new SourceGate(latching);
        gate.negotiate(named);
        return gate;
    }

    private boolean from(SourceGate gate, Endpoint source) {
        sequence = (sequence + 1) & 0xFFFF;
        return gate.admits(datagram(source), Packets.audio(sequence, 0, new byte[160]));
    }

    private static Datagram datagram(Endpoint source) {
        Datagram datagram = new Datagram();
        datagram.from(source.high(), source.low(), source.port());
        return datagram;
    }

    private static Endpoint endpoint(String address, int port) {
        return Endpoint.of(InetAddress.ofLiteral(address), port);
    }
}
