package tandem.sippscenarios.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MouthTest {

    private final List<SendProgress> progress = new ArrayList<>();
    private final Mouth mouth =
            new Mouth(
                    new SplittableRandom(1),
                    new StreamSink() {
                        @Override
                        public void heard(RtpPacket packet, long tick, long nanos) {}

                        @Override
                        public void sent(SendProgress news) {
                            progress.add(news);
                        }
                    });
    private long tick;

    @Test
    void an_utterance_tells_its_first_and_last_voiced_packet() {
        short[] samples = new short[10 * RtpEngine.FRAME];
        Arrays.fill(samples, 3 * RtpEngine.FRAME, 7 * RtpEngine.FRAME, (short) 4_000);
        mouth.order(new Mouth.Order.Say(new Utterance("x", samples)));

        packets(12);

        assertThat(progress)
                .extracting(news -> news.getClass().getSimpleName() + news.tick() / RtpEngine.FRAME)
                .containsExactly("Began0", "FirstVoiced3", "LastVoiced6", "Finished9");
    }

    @Test
    void a_key_has_one_timestamp_a_growing_duration_and_three_ends() {
        mouth.order(new Mouth.Order.Press('5'));

        List<Mouth.Content> packets = packets(9);

        List<Mouth.Content> events =
                packets.stream().filter(packet -> packet.payloadType() == 101).toList();
        assertThat(events).hasSize(8);
        assertThat(events).extracting(Mouth.Content::tick).containsOnly(0L);
        assertThat(events.getFirst().marker()).isTrue();
        assertThat(events.subList(1, 8)).noneMatch(Mouth.Content::marker);
        assertThat(events).extracting(packet -> (int) packet.payload()[0]).containsOnly(5);
        assertThat(events)
                .extracting(packet -> (int) ByteBuffer.wrap(packet.payload()).getShort(2))
                .containsExactly(160, 320, 480, 640, 800, 960, 960, 960);
        assertThat(events)
                .extracting(packet -> packet.payload()[1] < 0)
                .containsExactly(false, false, false, false, false, true, true, true);
        assertThat(progress).singleElement().isInstanceOf(SendProgress.Keyed.class);
    }

    @Test
    void equal_keys_are_parted_by_audio() {
        mouth.order(new Mouth.Order.Press('1'));
        mouth.order(new Mouth.Order.Press('1'));

        List<Mouth.Content> packets = packets(30);

        List<Long> starts =
                packets.stream()
                        .filter(packet -> packet.payloadType() == 101)
                        .map(Mouth.Content::tick)
                        .distinct()
                        .toList();
        assertThat(starts).hasSize(2);
        assertThat(packets.subList(8, 12)).allMatch(packet -> packet.payloadType() == 0);
    }

    @Test
    void a_far_end_without_events_gets_no_key_and_the_caller_is_told() {
        mouth.order(new Mouth.Order.Press('1'));

        Mouth.Content content = mouth.next(G711.PCMU, -1, 0, 0);

        assertThat(content.payloadType()).isZero();
        assertThat(progress).singleElement().isInstanceOf(SendProgress.KeyDropped.class);
    }

    private List<Mouth.Content> packets(int count) {
        List<Mouth.Content> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packets.add(mouth.next(G711.PCMU, 101, tick, 0));
            mouth.left(tick, 0);
            tick += RtpEngine.FRAME;
        }
        return packets;
    }
}
