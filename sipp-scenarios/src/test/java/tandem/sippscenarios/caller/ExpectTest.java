package tandem.sippscenarios.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectTest {

    @Test
    void a_number_is_found_however_it_was_written() {
        Expect expect = new Expect(List.of(), List.of(), List.of(), "402915");

        assertThat(expect.missing("I have four oh two, nine one five.")).isEmpty();
        assertThat(expect.missing("I have 402 915")).isEmpty();
        assertThat(expect.missing("I have four oh two nine one")).isPresent();
    }

    @Test
    void a_phrase_is_heard_word_for_word_and_alternatives_count() {
        Expect expect = new Expect(List.of("on its way/being packed"), List.of(), List.of(), "");

        assertThat(expect.missing("order 4 is on its way")).isEmpty();
        assertThat(expect.missing("it is being  packed!")).isEmpty();
        assertThat(expect.missing("on the way"))
                .contains("did not hear \"on its way/being packed\"");
    }

    @Test
    void part_of_a_word_is_not_the_word() {
        Expect expect = new Expect(List.of("nine"), List.of(), List.of(), "");

        assertThat(expect.missing("ninety")).isPresent();
    }

    @Test
    void one_of_any_is_enough_and_none_must_be_missing() {
        Expect expect = new Expect(List.of(), List.of("yes", "sure"), List.of("no"), "");

        assertThat(expect.missing("sure")).isEmpty();
        assertThat(expect.missing("maybe")).isPresent();
        assertThat(expect.missing("yes no")).contains("heard \"no\"");
    }
}
