package tandem.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.MediaEvent;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.audio.Frame;
import tandem.callmodel.audio.FrameRing;
import tandem.media.g711.G711;
import tandem.media.loop.Datagram;
import tandem.media.loop.Endpoint;
import tandem.media.rtp.LegCount;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.SourceGate;
import tandem.media.rtp.SourceGate.Latching;
import tandem.media.voice.VoiceDetector;

/// The whole path without sockets, on a clock that the test moves.
class ReceivePathTest {

    private static final Endpoint FAR = Endpoint.of(InetAddress.getLoopbackAddress(), 4_000);

    private final LegCounters counters =
            new LegCounters(new AtomicLongArray(LegCount.values().length));
    private final Taps taps = new Taps();
    private final FrameRing ring = taps.add(1_024);
    private final List<MediaEvent> events = new ArrayList<>();
    private final Datagram datagram = new Datagram();
    private final ReceivePath path = path();
    private long nanos;
    private int sequence = 100;
    private int timestamp = 5_000;
    private int ssrc = 1;

    @Test
    void a_new_source_is_followed_once_two_packets_confirm_it() {
        for (int n = 0; n < 20; n++) {
            audio(10);
        }
        ssrc = 2;
        sequence = 40_000;
        timestamp = 77;
        for (int n = 0; n < 20; n++) {
            audio(20);
        }
        assertThat(heard(10)).isEqualTo(20);
        assertThat(heard(20)).isEqualTo(19);
        assertThat(counters.get(LegCount.STRANGERS)).isEqualTo(1);
        assertThat(path.ssrc()).isEqualTo(2);
        assertThat(path.statistics().lost()).isZero();
    }

    @Test
    void one_forged_packet_with_another_source_number_changes_nothing() {
        for (int n = 0; n < 20; n++) {
            audio(10);
            if (n == 10) {
                take(RtpPeer.rtp(0, 9, 9, 666, true, payload(66)), nanos);
            }
        }
        assertThat(heard(10)).isEqualTo(20);
        assertThat(heard(66)).isZero();
        assertThat(path.ssrc()).isEqualTo(1);
    }

    @Test
    void a_key_between_audio_is_told_and_its_time_is_silence_without_a_loss() {
        for (int n = 0; n < 10; n++) {
            audio(10);
        }
        int start = timestamp;
        for (int n = 0; n < 8; n++) {
            byte[] press = {7, (byte) (n > 4 ? 0x8A : 0x0A), 0, (byte) (n * 20)};
            step(RtpPeer.rtp(101, sequence, start, ssrc, n == 0, press));
        }
        for (int n = 0; n < 10; n++) {
            audio(11);
        }
        assertThat(events).hasSize(1);
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        MediaEvent.KeyHeard.class,
                        key -> assertThat(key.digit()).isEqualTo(DtmfDigit.SEVEN));
        assertThat(heard(11)).isEqualTo(10);
        assertThat(path.statistics().lost()).isZero();
        assertThat(counters.get(LegCount.LATE)).isZero();
    }

    @Test
    void comfort_noise_is_taken_and_an_unknown_payload_type_is_counted_away() {
        audio(10);
        step(RtpPeer.rtp(13, sequence, timestamp, ssrc, false, new byte[] {60}));
        step(RtpPeer.rtp(97, sequence, timestamp, ssrc, false, payload(66)));
        audio(10);
        assertThat(counters.get(LegCount.MALFORMED)).isEqualTo(1);
        assertThat(heard(66)).isZero();
    }

    @Test
    void what_comes_while_we_do_not_receive_is_not_heard() {
        path.apply(media(Direction.SEND_ONLY));
        for (int n = 0; n < 10; n++) {
            audio(10);
        }
        assertThat(heard(10)).isZero();
        path.apply(media(Direction.SEND_RECEIVE));
        for (int n = 0; n < 10; n++) {
            audio(10);
        }
        assertThat(heard(10)).isEqualTo(10);
        assertThat(path.statistics().lost()).isZero();
    }

    private void audio(int code) {
        step(RtpPeer.rtp(0, sequence, timestamp, ssrc, false, payload(code)));
    }

    private void step(byte[] packet) {
        nanos += 20_000_000;
        path.clock(nanos);
        take(packet, nanos);
        sequence = (sequence + 1) & 0xFFFF;
        timestamp += 160;
    }

    private void take(byte[] packet, long now) {
        System.arraycopy(packet, 0, datagram.bytes(), 0, packet.length);
        datagram.received(packet.length);
        datagram.from(FAR.high(), FAR.low(), FAR.port());
        path.take(datagram, now);
    }

    /// Frames heard so far that hold nothing but this code.
    private int heard(int code) {
        short value = G711.MU_LAW.decode((byte) code);
        Frame frame = ring.newFrame();
        while (ring.poll(frame)) {
            all.add(frame.samples()[80]);
        }
        return (int) all.stream().filter(sample -> sample == value).count();
    }

    private final List<Short> all = new ArrayList<>();

    private ReceivePath path() {
        SourceGate gate = new SourceGate(Latching.NEVER);
        gate.negotiate(FAR);
        VoiceDetector detector =
                new VoiceDetector(List.of(), Duration.ofMillis(200), activity -> {});
        ReceivePath made = new ReceivePath(gate, detector, taps, counters, events::add, 960);
        made.begin(0);
        made.apply(media(Direction.SEND_RECEIVE));
        return made;
    }

    private static tandem.callcontrol.NegotiatedMedia media(Direction direction) {
        return PlaneFixture.media(new MediaAddress(FAR.address(), FAR.port()), direction);
    }

    private static byte[] payload(int code) {
        byte[] payload = new byte[160];
        java.util.Arrays.fill(payload, (byte) code);
        return payload;
    }
}
