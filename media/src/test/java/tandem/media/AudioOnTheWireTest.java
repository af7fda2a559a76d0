package tandem.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.agentloop.Playout;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaEvent;
import tandem.callcontrol.MediaLeg;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.Frame;
import tandem.callmodel.audio.FrameRing;
import tandem.media.MediaSettings.Backend;
import tandem.media.g711.G711;

class AudioOnTheWireTest {

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void a_known_signal_is_heard_exactly_and_in_order(Backend backend) throws Exception {
        for (Codec codec : Codec.values()) {
            G711 law = codec == Codec.PCMU ? G711.MU_LAW : G711.A_LAW;
            try (PlaneFixture fixture = new PlaneFixture(backend);
                    RtpPeer peer = new RtpPeer()) {
                peer.type = codec.staticPayloadType();
                MediaLeg leg = fixture.open();
                FrameRing heard = leg.tapHeard(256);
                AtomicInteger sent = new AtomicInteger();
                peer.onHeard(packet -> peer.send(leg.local(), counting(sent.getAndAdd(160))));
                leg.connect(PlaneFixture.media(peer, codec, Direction.SEND_RECEIVE));
                Frame frame = heard.newFrame();
                CountedRun run = new CountedRun(law);
                // A busy machine may hold packets up: what counts is an unbroken second.
                Await.until(
                        "a second without a flaw",
                        () -> {
                            while (heard.poll(frame)) {
                                run.take(frame);
                            }
                            return run.samples >= 8_000;
                        });
                assertThat(leg.quality().received()).isGreaterThanOrEqualTo(50);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void a_turn_goes_out_exactly_with_its_marker_and_is_told(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(backend);
                RtpPeer peer = new RtpPeer()) {
            MediaLeg leg = fixture.openTo(peer);
            FrameRing sentTap = leg.tapSent(256);
            Await.until("silence", () -> peer.heard().size() > 5);
            TurnId turn = new TurnId(3);
            short[] speech = new short[1_000];
            for (int n = 0; n < speech.length; n++) {
                speech[n] = (short) (8_000 * Math.sin(n / 5.0) + 500);
            }
            Playout.Writer writer = leg.open(turn);
            assertThat(writer.write(speech, 0, speech.length)).isTrue();
            writer.end();
            Await.until(
                    "the end",
                    () ->
                            fixture.events.stream()
                                    .anyMatch(e -> e instanceof MediaEvent.PlayoutFinished));
            Await.until("silence again", () -> !isSpeech(peer.heard().getLast()));

            byte[] heard = new byte[7 * 160];
            int at = 0;
            int markers = 0;
            List<RtpPeer.Heard> packets = List.copyOf(peer.heard());
            for (int n = 1; n < packets.size(); n++) {
                RtpPeer.Heard packet = packets.get(n);
                RtpPeer.Heard before = packets.get(n - 1);
                assertThat(packet.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
                int step = packet.timestamp() - before.timestamp();
                assertThat(step > 0 && step % 160 == 0).as("step %d", step).isTrue();
                assertThat(packet.ssrc()).isEqualTo(before.ssrc());
                markers += packet.marker() ? 1 : 0;
                if (isSpeech(packet)) {
                    assertThat(packet.marker()).isEqualTo(!isSpeech(before));
                    System.arraycopy(packet.payload(), 0, heard, at, 160);
                    at += 160;
                }
            }
            byte[] expected = new byte[7 * 160];
            java.util.Arrays.fill(expected, G711.MU_LAW.silence());
            G711.MU_LAW.encode(speech, 0, speech.length, expected, 0);
            assertThat(heard).isEqualTo(expected);
            assertThat(markers).isEqualTo(1);
            assertThat(leg.sent(turn)).isEqualTo(1_000);
            assertThat(leg.flush(turn)).isEqualTo(1_000);
            assertThat(fixture.events)
                    .filteredOn(e -> e instanceof MediaEvent.PlayoutStarted)
                    .hasSize(1);
            assertThat(fixture.events)
                    .filteredOn(MediaEvent.PlayoutFinished.class::isInstance)
                    .singleElement()
                    .extracting(e -> ((MediaEvent.PlayoutFinished) e).samples())
                    .isEqualTo(1_000L);
            Frame frame = sentTap.newFrame();
            long tick = -1;
            while (sentTap.poll(frame)) {
                assertThat(tick < 0 || frame.startTick() == tick + 160).isTrue();
                tick = frame.startTick();
            }
            assertThat(tick).isPositive();
        }
    }

    private static boolean isSpeech(RtpPeer.Heard packet) {
        for (byte code : packet.payload()) {
            if (code != G711.MU_LAW.silence()) {
                return true;
            }
        }
        return false;
    }

    /// Codes that count from 1 to 100, from position `from` on.
    private static byte[] counting(int from) {
        byte[] codes = new byte[160];
        for (int n = 0; n < codes.length; n++) {
            codes[n] = (byte) ((from + n) % 100 + 1);
        }
        return codes;
    }

    /// How many samples in a row came as they were counted.
    private static final class CountedRun {
        private final G711 law;
        private int samples;
        private int next = 1;
        private long tick = -1;

        CountedRun(G711 law) {
            this.law = law;
        }

        void take(Frame frame) {
            assertThat(tick < 0 || frame.startTick() == tick).as("no gap on the clock").isTrue();
            tick = frame.startTick() + 160;
            for (short sample : frame.samples()) {
                if (frame.concealed() || sample != law.decode((byte) next)) {
                    samples = 0;
                    next = 1;
                }
                if (!frame.concealed() && sample == law.decode((byte) next)) {
                    samples++;
                    next = next % 100 + 1;
                }
            }
        }
    }
}
