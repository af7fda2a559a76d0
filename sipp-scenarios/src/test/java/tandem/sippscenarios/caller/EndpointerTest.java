package tandem.sippscenarios.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointerTest {

    private final Endpointer endpointer = new Endpointer();
    private final List<Endpointer.Mark> marks = new ArrayList<>();
    private long tick;

    @Test
    void a_pause_between_sentences_parts_them_and_a_stop_within_a_word_does_not() {
        frames(false, 10);
        frames(true, 20);
        frames(false, 7);
        frames(true, 20);
        frames(false, 16);
        frames(true, 5);

        assertThat(marks)
                .containsExactly(
                        new Endpointer.Mark.Started(10 * 160),
                        new Endpointer.Mark.Ended(10 * 160, 57 * 160),
                        new Endpointer.Mark.Started(73 * 160));
        assertThat(endpointer.isSpeaking()).isTrue();
    }

    @Test
    void a_click_is_no_speech() {
        frames(true, 1);
        frames(false, 40);

        assertThat(marks).isEmpty();
    }

    private void frames(boolean loud, int count) {
        short[] frame = new short[160];
        Arrays.fill(frame, (short) (loud ? 2_000 : 3));
        for (int i = 0; i < count; i++) {
            Endpointer.Mark mark = endpointer.frame(tick, frame);
            if (!(mark instanceof Endpointer.Mark.None)) {
                marks.add(mark);
            }
            tick += 160;
        }
    }
}
