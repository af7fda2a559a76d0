package tandem.media.g711;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {

    @ParameterizedTest
    @EnumSource
    void every_code_survives_decoding_and_encoding(G711 law) {
        for (int code = 0; code < 256; code++) {
            // Mu-law has two zeros.
            int expected = law == G711.MU_LAW && code == 0x7F ? 0xFF : code;
            assertThat(law.encode(law.decode((byte) code)) & 0xFF).isEqualTo(expected);
        }
    }

    @Test
    void codes_are_those_of_the_recommendation() {
        assertThat(G711.MU_LAW.silence()).isEqualTo((byte) 0xFF);
        assertThat(G711.A_LAW.silence()).isEqualTo((byte) 0xD5);
        assertThat(G711.MU_LAW.decode((byte) 0x80)).isEqualTo((short) 32_124);
        assertThat(G711.MU_LAW.decode((byte) 0x00)).isEqualTo((short) -32_124);
        assertThat(G711.A_LAW.decode((byte) 0xAA)).isEqualTo((short) 32_256);
        assertThat(G711.A_LAW.decode((byte) 0x2A)).isEqualTo((short) -32_256);
        assertThat(G711.A_LAW.decode((byte) 0xD5)).isEqualTo((short) 8);
        assertThat(G711.MU_LAW.encode(Short.MAX_VALUE)).isEqualTo((byte) 0x80);
        assertThat(G711.MU_LAW.encode(Short.MIN_VALUE)).isEqualTo((byte) 0x00);
        assertThat(G711.A_LAW.encode(Short.MAX_VALUE)).isEqualTo((byte) 0xAA);
        assertThat(G711.A_LAW.encode(Short.MIN_VALUE)).isEqualTo((byte) 0x2A);
    }

    @ParameterizedTest
    @EnumSource
    void encoding_picks_the_nearest_value_within_half_a_step(G711 law) {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int decoded = law.decode(law.encode((short) sample));
            int step = Math.max(16, Math.abs(sample) / 16);
            int clipped = Math.clamp(sample, -32_256, 32_256);
            assertThat(Math.abs(decoded - clipped)).as("%d", sample).isLessThanOrEqualTo(step);
        }
    }
}
