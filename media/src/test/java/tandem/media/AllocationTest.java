package tandem.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tandem.agentloop.Playout.Writer;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.MediaLeg;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callmodel.TurnId;
import tandem.media.MediaSettings.Backend;

@Timeout(90)
class AllocationTest {

    private static final int LEGS = 120;
    private static final long PACKETS = 20_000;

    @Test
    void a_packet_costs_the_loop_no_memory_either_way() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (PlaneFixture fixture = new PlaneFixture(Backend.NATIVE);
                Reflector reflector = new Reflector()) {
            long loop = loopThread();
            List<MediaLeg> legs = new ArrayList<>();
            for (int n = 0; n < LEGS; n++) {
                MediaLeg leg = fixture.open(PlaneFixture.OPTIONS, event -> {});
                leg.tapHeard(16);
                leg.tapSent(16);
                MediaAddress far = reflector.address();
                leg.connect(
                        new NegotiatedMedia(
                                far,
                                new MediaAddress(far.address(), 1),
                                Codec.PCMU,
                                0,
                                OptionalInt.of(101),
                                Duration.ofMillis(20),
                                Direction.SEND_RECEIVE));
                legs.add(leg);
            }
            List<Thread> voices = new ArrayList<>();
            for (MediaLeg leg : legs) {
                voices.add(Thread.ofVirtual().start(() -> hum(leg.open(TurnId.first()))));
            }
            double packets = fixture.metric("tandem.media.packets.received");
            awaitPackets(fixture, packets + PACKETS);

            long bytes = threads.getThreadAllocatedBytes(loop);
            double before = fixture.metric("tandem.media.packets.received");
            double sentBefore = fixture.metric("tandem.media.packets.sent");
            awaitPackets(fixture, before + PACKETS);
            double received = fixture.metric("tandem.media.packets.received") - before;
            double sent = fixture.metric("tandem.media.packets.sent") - sentBefore;
            double perPacket = (threads.getThreadAllocatedBytes(loop) - bytes) / (received + sent);
            System.out.printf(
                    "| %.0f packets in, %.0f out | %.3f bytes allocated per packet |%n",
                    received, sent, perPacket);
            // What remains are RTCP reports, an Instant each.
            assertThat(perPacket).isLessThan(1);
            legs.forEach(leg -> leg.flush(TurnId.first()));
            for (Thread voice : voices) {
                voice.join();
            }
        }
    }

    private static void awaitPackets(PlaneFixture fixture, double count) {
        Await.until(
                "packets",
                Duration.ofSeconds(40),
                () -> fixture.metric("tandem.media.packets.received") >= count);
    }

    private static void hum(Writer writer) {
        short[] audio = new short[1_600];
        for (int n = 0; n < audio.length; n++) {
            audio[n] = (short) (5_000 * Math.sin(n * 2 * Math.PI / 80));
        }
        try {
            while (writer.write(audio, 0, audio.length)) {
                // Goes on until flushed.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long loopThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rtp-loop-0"))
                .findFirst()
                .orElseThrow()
                .threadId();
    }
}
