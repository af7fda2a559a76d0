package tandem.sippscenarios.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {

    /// Values of ITU-T G.711 tables 1a and 2a, scaled to 16 bits.
    @ParameterizedTest
    @CsvSource({
        "PCMU, 0x80, 32124",
        "PCMU, 0x00, -32124",
        "PCMU, 0xFF, 0",
        "PCMU, 0x7F, 0",
        "PCMU, 0xFE, 8",
        "PCMU, 0x8F, 16764",
        "PCMU, 0xEF, 132",
        "PCMA, 0xD5, 8",
        "PCMA, 0x55, -8",
        "PCMA, 0xAA, 32256",
        "PCMA, 0x2A, -32256",
        "PCMA, 0xC5, 264",
        "PCMA, 0x80, 5504"
    })
    void codes_mean_what_the_recommendation_says(G711 law, String code, int sample) {
        assertThat((int) law.decode((byte) Integer.decode(code).intValue())).isEqualTo(sample);
    }

    @ParameterizedTest
    @EnumSource
    void every_code_survives_decoding_and_encoding(G711 law) {
        for (int code = 0; code < 256; code++) {
            short sample = law.decode((byte) code);
            assertThat(law.decode(law.encode(sample))).isEqualTo(sample);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_sample_gets_the_nearest_of_all_codes(G711 law) {
        for (int sample = -32_768; sample < 32_768; sample += 7) {
            int got = Math.abs(law.decode(law.encode((short) sample)) - sample);
            int best = Integer.MAX_VALUE;
            for (int code = 0; code < 256; code++) {
                best = Math.min(best, Math.abs(law.decode((byte) code) - sample));
            }
            assertThat(got).as("sample %d", sample).isEqualTo(best);
        }
    }

    @Test
    void silence_is_as_quiet_as_the_law_can_be() {
        assertThat(G711.PCMU.decode(G711.PCMU.silence())).isZero();
        assertThat((int) G711.PCMA.decode(G711.PCMA.silence())).isEqualTo(8);
    }
}
