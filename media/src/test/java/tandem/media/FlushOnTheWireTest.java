package tandem.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.agentloop.Playout.Writer;
import tandem.callcontrol.MediaLeg;
import tandem.callmodel.TurnId;
import tandem.media.MediaSettings.Backend;
import tandem.media.g711.G711;

/// I1 on the wire: what the far end received of a turn is what the flush said had been sent, so
/// nothing left after it.
@Timeout(60)
class FlushOnTheWireTest {

    private static final int LEGS = 24;
    private static final int TURNS = 40;
    private static final byte SILENCE = G711.MU_LAW.silence();

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void after_a_flush_returned_no_packet_of_the_turn_leaves(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(backend)) {
            List<Thread> owners = new ArrayList<>();
            List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int n = 0; n < LEGS; n++) {
                long seed = n;
                owners.add(Thread.ofVirtual().start(() -> race(fixture, seed, wrong)));
            }
            for (Thread owner : owners) {
                owner.join();
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static void race(PlaneFixture fixture, long seed, List<String> wrong) {
        Random random = new Random(seed);
        AtomicLongArray received = new AtomicLongArray(256);
        long[] said = new long[TURNS];
        try (RtpPeer peer = new RtpPeer()) {
            peer.keepNothing();
            peer.onHeard(packet -> received.incrementAndGet(packet.payload()[0] & 0xFF));
            MediaLeg leg = fixture.openTo(peer);
            short[] audio = new short[1_600];
            for (int turn = 0; turn < TURNS; turn++) {
                TurnId id = new TurnId(turn);
                Arrays.fill(audio, G711.MU_LAW.decode((byte) turn));
                Writer writer = leg.open(id);
                writer.write(audio, 0, audio.length);
                LockSupport.parkNanos(random.nextInt(70_000_000));
                said[turn] = leg.flush(id);
            }
            long silence = received.get(SILENCE & 0xFF);
            Await.until("silence", () -> received.get(SILENCE & 0xFF) > silence + 3);
            for (int turn = 0; turn < TURNS; turn++) {
                if (received.get(turn) * 160 != said[turn]) {
                    wrong.add(
                            "leg %d turn %d: said %d, received %d"
                                    .formatted(seed, turn, said[turn], received.get(turn) * 160));
                }
            }
            leg.close();
        } catch (Exception e) {
            wrong.add(e.toString());
        }
    }
}
