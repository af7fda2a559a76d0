package tandem.callmodel.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FrameRingTest {

    @Test
    void frames_come_out_in_order_with_their_place_on_the_clock() {
        FrameRing ring = new FrameRing(SampleRate.TELEPHONE, 160, 4);
        ring.offer(filled(160, 7), 0, 320, false);
        ring.offer(filled(160, 8), 0, 480, true);

        Frame frame = ring.newFrame();
        assertThat(ring.poll(frame)).isTrue();
        assertThat(frame.samples()).containsOnly((short) 7);
        assertThat(frame.startTick()).isEqualTo(320);
        assertThat(frame.concealed()).isFalse();
        assertThat(ring.poll(frame)).isTrue();
        assertThat(frame.startTick()).isEqualTo(480);
        assertThat(frame.concealed()).isTrue();
        assertThat(ring.poll(frame)).isFalse();
    }

    @Test
    void a_full_ring_drops_the_oldest_and_counts_it() {
        FrameRing ring = new FrameRing(SampleRate.TELEPHONE, 160, 4);
        for (int n = 0; n < 10; n++) {
            ring.offer(filled(160, n), 0, n * 160L, false);
        }
        Frame frame = ring.newFrame();
        assertThat(ring.poll(frame)).isTrue();
        assertThat(frame.samples()).containsOnly((short) 6);
        assertThat(ring.dropped()).isEqualTo(6);
    }

    @Test
    void a_finished_ring_is_exhausted_once_everything_was_polled() {
        FrameRing ring = new FrameRing(SampleRate.TELEPHONE, 160, 4);
        ring.offer(filled(160, 1), 0, 0, false);
        ring.finish();
        assertThat(ring.isExhausted()).isFalse();
        ring.poll(ring.newFrame());
        assertThat(ring.isExhausted()).isTrue();
    }

    @Test
    void a_frame_is_never_torn_and_every_frame_is_either_seen_or_counted() throws Exception {
        FrameRing ring = new FrameRing(SampleRate.TELEPHONE, 160, 8);
        int total = 200_000;
        AtomicLong torn = new AtomicLong();
        AtomicLong seen = new AtomicLong();
        Thread consumer =
                Thread.ofPlatform()
                        .start(() -> {
                            Frame frame = ring.newFrame();
                            while (!ring.isExhausted()) {
                                if (ring.poll(frame)) {
                                    seen.incrementAndGet();
                                    short first = frame.samples()[0];
                                    for (short sample : frame.samples()) {
                                        if (sample != first) {
                                            torn.incrementAndGet();
                                        }
                                    }
                                    if (frame.startTick() % 30_000 != first) {
                                        torn.incrementAndGet();
                                    }
                                }
                            }
                        });
        short[] samples = new short[160];
        for (int n = 0; n < total; n++) {
            Arrays.fill(samples, (short) (n % 30_000));
            ring.offer(samples, 0, n, false);
        }
        ring.finish();
        consumer.join();
        assertThat(torn).hasValue(0);
        assertThat(seen.get() + ring.dropped()).isEqualTo(total);
    }

    private static short[] filled(int length, int value) {
        short[] samples = new short[length];
        Arrays.fill(samples, (short) value);
        return samples;
    }
}
