package tandem.media.playout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tandem.agentloop.Playout.Writer;
import tandem.callmodel.TurnId;

/// The test is the pacer.
@Timeout(60)
class LegPlayoutTest {

    private static final TurnId TURN = new TurnId(1);

    private final List<String> told = new ArrayList<>();
    private final LegPlayout playout =
            new LegPlayout(
                    24_000,
                    12,
                    new PlayoutEvents() {
                        @Override
                        public void started(TurnId turn, long nanos) {
                            told.add("started " + turn);
                        }

                        @Override
                        public void finished(TurnId turn, long samples, long nanos) {
                            told.add("finished " + turn + " " + samples);
                        }
                    });
    private final short[] frame = new short[160];

    @Test
    void what_was_written_comes_out_once_and_in_order() throws Exception {
        Writer writer = playout.open(TURN);
        writer.write(ramp(0, 500), 0, 500);
        assertThat(pace()).isEqualTo(160);
        assertThat(told).containsExactly("started t1");
        assertThat(pace()).isEqualTo(160);
        assertThat(pace()).isEqualTo(160);
        assertThat(frame).isEqualTo(ramp(320, 160));
        assertThat(pace()).as("20 samples wait for more").isZero();
        writer.end();
        assertThat(pace()).isEqualTo(20);
        assertThat(frame[19]).isEqualTo(ramp(499, 1)[0]);
        assertThat(frame[20]).isZero();
        assertThat(told).containsExactly("started t1", "finished t1 500");
        pace();
        assertThat(told).hasSize(2);
        assertThat(playout.sent(TURN)).isEqualTo(500);
    }

    @Test
    void a_turn_without_audio_finishes_too() {
        playout.open(TURN).end();
        pace();
        assertThat(told).containsExactly("finished t1 0");
    }

    @Test
    void a_held_turn_is_silent_keeps_its_place_and_goes_on_from_where_it_is_told()
            throws Exception {
        Writer writer = playout.open(TURN);
        writer.write(ramp(0, 24_000), 0, 24_000);
        for (int n = 0; n < 100; n++) {
            pace();
        }
        playout.hold();
        for (int n = 0; n < 10; n++) {
            assertThat(pace()).isZero();
            assertThat(frame).containsOnly((short) 0);
        }
        assertThat(playout.sent(TURN)).isEqualTo(16_000);
        playout.resume(12_345);
        assertThat(pace()).isEqualTo(160);
        assertThat(frame).isEqualTo(ramp(12_345, 160));
        playout.hold();
        playout.resume(playout.sent(TURN));
        pace();
        assertThat(frame).isEqualTo(ramp(12_505, 160));
    }

    @Test
    void five_seconds_can_be_resumed_wherever_the_turn_stands() throws Exception {
        Writer writer = playout.open(TURN);
        for (int second = 0; second < 60; second++) {
            writer.write(ramp(second * 8_000, 8_000), 0, 8_000);
            for (int n = 0; n < 50; n++) {
                pace();
            }
            if (second > 5) {
                long back = playout.sent(TURN) - 40_000;
                playout.resume(back);
                pace();
                assertThat(frame).isEqualTo(ramp((int) back, 160));
                playout.resume((second + 1) * 8_000L - 160);
                pace();
            }
        }
    }

    @Test
    void ducking_lowers_by_12_decibels_within_a_packet_and_back() throws Exception {
        Writer writer = playout.open(TURN);
        short[] steady = new short[8_000];
        java.util.Arrays.fill(steady, (short) 10_000);
        writer.write(steady, 0, 8_000);
        pace();
        assertThat(frame).containsOnly((short) 10_000);
        playout.duck();
        pace();
        assertThat(frame[0]).isBetween((short) 9_900, (short) 10_000);
        assertThat(frame[159]).isEqualTo((short) 2_511);
        pace();
        assertThat(frame).containsOnly((short) 2_511);
        playout.unduck();
        pace();
        assertThat(frame[159]).isEqualTo((short) 10_000);
    }

    @Test
    void a_later_turn_flushes_an_earlier_one_and_begins_neither_ducked_nor_held() throws Exception {
        Writer first = playout.open(TURN);
        first.write(ramp(0, 1_000), 0, 1_000);
        pace();
        playout.duck();
        playout.hold();
        Writer second = playout.open(TURN.next());
        assertThat(first.write(ramp(0, 10), 0, 10)).isFalse();
        second.write(ramp(7, 160), 0, 160);
        pace();
        assertThat(frame[159]).isEqualTo(ramp(166, 1)[0]);
        assertThat(playout.sent(TURN)).isEqualTo(160);
        assertThat(playout.flush(TURN)).isEqualTo(160);
        assertThat(playout.sent(new TurnId(99))).isZero();
        assertThat(playout.open(TURN).write(ramp(0, 10), 0, 10)).as("too late").isFalse();
        assertThat(told).containsExactly("started t1", "started t2");
    }

    @Test
    void a_flushed_turn_is_never_told_finished() throws Exception {
        Writer writer = playout.open(TURN);
        writer.write(ramp(0, 320), 0, 320);
        writer.end();
        pace();
        assertThat(playout.flush(TURN)).isEqualTo(160);
        assertThat(pace()).isZero();
        assertThat(told).containsExactly("started t1");
    }

    @Test
    void a_writer_three_seconds_ahead_waits_and_a_flush_ends_its_wait() throws Exception {
        Writer writer = playout.open(TURN);
        AtomicLong written = new AtomicLong();
        AtomicBoolean refused = new AtomicBoolean();
        Thread synthesis =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                while (writer.write(ramp(0, 800), 0, 800)) {
                                    written.addAndGet(800);
                                }
                                refused.set(true);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        await(() -> written.get() == 24_000);
        for (int n = 0; n < 50; n++) {
            pace();
        }
        await(() -> written.get() == 32_000);
        playout.flush(TURN);
        synthesis.join();
        assertThat(refused).isTrue();
        assertThat(written).hasValue(32_000);
    }

    @Test
    void closing_lets_every_writer_go() throws Exception {
        Writer writer = playout.open(TURN);
        playout.close();
        assertThat(writer.write(ramp(0, 10), 0, 10)).isFalse();
        assertThat(playout.open(TURN.next()).write(ramp(0, 10), 0, 10)).isFalse();
    }

    /// I1 where it is decided: a pacer as fast as the machine allows against flushes at any moment.
    @Test
    void after_a_flush_returned_no_packet_of_the_turn_leaves() throws Exception {
        int turns = 20_000;
        AtomicInteger flushed = new AtomicInteger(-1);
        AtomicLong afterFlush = new AtomicLong();
        AtomicLong left = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        short[] packet = new short[160];
        Thread pacer =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!done.get()) {
                                int samples = playout.fill(packet);
                                if (samples > 0) {
                                    // The packet is as good as on the wire: its turn must not have
                                    // been flushed, nor be until left() was called.
                                    if (packet[0] <= flushed.get()) {
                                        afterFlush.incrementAndGet();
                                    }
                                    left.incrementAndGet();
                                }
                                playout.left(samples, 0);
                            }
                        });
        short[] audio = new short[3_200];
        long counted = 0;
        for (int turn = 0; turn < turns; turn++) {
            TurnId id = new TurnId(turn);
            java.util.Arrays.fill(audio, (short) turn);
            Writer writer = playout.open(id);
            writer.write(audio, 0, audio.length);
            for (int spin = 0; spin < turn % 300; spin++) {
                Thread.onSpinWait();
            }
            counted += playout.flush(id) / 160;
            flushed.set(turn);
        }
        done.set(true);
        pacer.join();
        assertThat(afterFlush).hasValue(0);
        assertThat(left.get()).isEqualTo(counted).isPositive();
    }

    private int pace() {
        int samples = playout.fill(frame);
        playout.left(samples, 0);
        return samples;
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static short[] ramp(int from, int length) {
        short[] samples = new short[length];
        for (int n = 0; n < length; n++) {
            samples[n] = (short) ((from + n) % 30_000 + 1);
        }
        return samples;
    }
}
