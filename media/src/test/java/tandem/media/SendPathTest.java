package tandem.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import tandem.agentloop.Playout.Writer;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaAddress;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.Frame;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.time.ManualTime;
import tandem.media.g711.G711;
import tandem.media.loop.Cadence;
import tandem.media.loop.Datagram;
import tandem.media.loop.Endpoint;
import tandem.media.loop.UdpSocket;
import tandem.media.playout.LegPlayout;
import tandem.media.playout.PlayoutEvents;
import tandem.media.rtp.LegCount;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.RtpPacket;
import tandem.media.rtp.SendStream;

/// The pacer's work on a clock that the test moves; the socket keeps what was sent.
class SendPathTest {

    private static final Endpoint FAR = Endpoint.of(InetAddress.getLoopbackAddress(), 4_000);

    private record Sent(int sequence, int timestamp, boolean marker, byte code, long atMillis) {}

    private final ManualTime time = new ManualTime();
    private final Cadence cadence = new Cadence(time.nanos());
    private final List<Sent> sent = new ArrayList<>();
    private final LegCounters counters =
            new LegCounters(new AtomicLongArray(LegCount.values().length));
    private final Taps taps = new Taps();
    private final FrameRing tap = taps.add(1_024);
    private final LegPlayout playout = new LegPlayout(24_000, 12, new Unheard());
    private final SendPath path =
            new SendPath(new Kept(), playout, new SendStream(7, 65_534, -320), counters, taps, 6);

    SendPathTest() {
        path.apply(
                PlaneFixture.media(
                        new MediaAddress(FAR.address(), FAR.port()), Direction.SEND_RECEIVE));
    }

    @Test
    void a_stall_sends_one_late_frame_moves_the_timestamp_on_and_loses_no_speech()
            throws Exception {
        Writer writer = playout.open(new TurnId(1));
        short[] audio = new short[3_200];
        for (int n = 0; n < audio.length; n++) {
            audio[n] = G711.MU_LAW.decode((byte) (n / 160 + 1));
        }
        writer.write(audio, 0, audio.length);
        writer.end();
        for (int ms = 0; ms < 100; ms++) {
            serve();
            advance(1);
        }
        advance(110);
        for (int ms = 0; ms < 400; ms++) {
            serve();
            advance(1);
        }

        assertThat(sent).hasSizeBetween(24, 26);
        for (int n = 1; n < sent.size(); n++) {
            Sent before = sent.get(n - 1);
            Sent now = sent.get(n);
            assertThat(now.sequence()).isEqualTo((before.sequence() + 1) & 0xFFFF);
            assertThat(now.timestamp()).isEqualTo((int) now.atMillis() / 20 * 160 - 320);
            assertThat(now.atMillis() - before.atMillis())
                    .as("no two frames in a burst")
                    .isGreaterThanOrEqualTo(10);
        }
        for (int n = 0; n < 20; n++) {
            assertThat(sent.get(n).code()).as("speech in order").isEqualTo((byte) (n + 1));
        }
        assertThat(counters.get(LegCount.SKIPPED_SENDS)).isEqualTo(5);
        assertThat(counters.get(LegCount.LATE_SENDS)).isEqualTo(1);
        Frame frame = tap.newFrame();
        long tick = 0;
        while (tap.poll(frame)) {
            assertThat(frame.startTick()).isEqualTo(tick);
            tick += 160;
        }
        assertThat(tick).isGreaterThan(600 / 20 * 160);
    }

    @Test
    void silence_is_sent_all_the_time_and_a_talkspurt_is_marked() throws Exception {
        for (int ms = 0; ms < 100; ms++) {
            serve();
            advance(1);
        }
        assertThat(sent).hasSize(5).allMatch(s -> s.code() == G711.MU_LAW.silence());
        assertThat(sent).noneMatch(Sent::marker);
        Writer writer = playout.open(new TurnId(1));
        short[] audio = new short[320];
        Arrays.fill(audio, (short) 5_000);
        writer.write(audio, 0, 320);
        for (int ms = 0; ms < 100; ms++) {
            serve();
            advance(1);
        }
        assertThat(sent.stream().map(Sent::marker))
                .containsExactly(
                        false, false, false, false, false, true, false, false, false, false);
    }

    private void serve() {
        for (long tick = cadence.take(time.nanos()); tick >= 0; tick = cadence.take(time.nanos())) {
            if (Cadence.slot(tick) == 0) {
                path.pace(Cadence.cycle(tick), cadence.dueNanos(tick), time.nanos(), FAR);
            }
        }
    }

    private void advance(int millis) {
        time.advance(java.time.Duration.ofMillis(millis));
    }

    private final class Kept implements UdpSocket {

        @Override
        public int port() {
            return 1;
        }

        @Override
        public boolean receive(Datagram into) {
            return false;
        }

        @Override
        public boolean send(byte[] bytes, int length, Endpoint to) {
            RtpPacket packet = new RtpPacket();
            assertThat(packet.parse(bytes, length)).isTrue();
            sent.add(
                    new Sent(
                            packet.sequence(),
                            packet.timestamp(),
                            packet.marker(),
                            bytes[packet.payloadOffset()],
                            time.nanos() / 1_000_000));
            return true;
        }

        @Override
        public void close() {}
    }

    private static final class Unheard implements PlayoutEvents {

        @Override
        public void started(TurnId turn, long nanos) {}

        @Override
        public void finished(TurnId turn, long samples, long nanos) {}
    }
}
