package tandem.agentloop.speechspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PronunciationsTest {

    @TempDir Path folder;

    @Test
    void all_variants_of_the_wanted_words_are_cut_out_and_no_others() throws IOException {
        Path dictionary = folder.resolve("cmudict");
        Files.writeString(dictionary, "zero Z IH R OW\nzero(2) Z IY R OW\nzeroed Z IH R OW D\n");
        Pronunciations cut = Pronunciations.of(dictionary, Set.of("zero"));
        assertThat(cut.lines()).containsExactly("zero Z IH R OW", "zero(2) Z IY R OW");
        assertThat(cut.soundedOut()).isEmpty();
    }

    @Test
    void a_word_that_is_not_in_the_dictionary_is_sounded_out_and_named() throws IOException {
        Path dictionary = folder.resolve("cmudict");
        Files.writeString(dictionary, "zero Z IH R OW\n");
        Pronunciations cut = Pronunciations.of(dictionary, Set.of("zero", "tandemico"));
        assertThat(cut.soundedOut()).containsExactly("tandemico");
        assertThat(cut.lines()).contains("tandemico T AE N D EH M IH K AA");
    }
}
