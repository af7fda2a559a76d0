package tandem.agentloop.speechspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tandem.agentloop.Expectation;
import tandem.agentloop.speechspace.SpeechSpace.WeightedSentence;

class SpeechSpaceTest {

    private final SpeechSpace shop = SpeechSpace.of(ShopFlow.flow());

    @Test
    void each_thing_that_can_be_asked_has_a_search_of_its_own() {
        assertThat(shop.searches())
                .extracting(Search::name)
                .containsExactlyInAnyOrder(
                        "shop_anything",
                        "shop_yes_no",
                        "shop_digits_6_6",
                        "shop_digits_1_12",
                        "shop_date",
                        "shop_name");
        assertThat(shop.searchFor(new Expectation.Digits(6, 6)).name())
                .isEqualTo("shop_digits_6_6");
    }

    @Test
    void a_number_of_another_length_is_looked_for_among_all_numbers() {
        assertThat(shop.searchFor(new Expectation.Digits(3, 3)).name())
                .isEqualTo("shop_digits_1_12");
    }

    @Test
    void all_words_of_grammars_and_examples_are_in_the_vocabulary() {
        assertThat(shop.words())
                .contains("package", "seven", "oh", "double", "jones", "yes", "tomorrow", "um")
                .allMatch(word -> word.matches("[a-z']+"));
    }

    @Test
    void the_same_flow_gives_the_same_space() {
        assertThat(SpeechSpace.of(ShopFlow.flow())).isEqualTo(shop);
    }

    @Test
    void a_slot_that_does_not_exist_is_named() {
        assertThatThrownBy(() -> SpeechSpace.ofSentences("ears", List.of(sentence("at {place}"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{place}");
    }

    @Test
    void figures_in_sentences_are_spelled_out() {
        SpeechSpace ears = SpeechSpace.ofSentences("ears", List.of(sentence("It costs $12.50.")));
        assertThat(ears.anything().grammar()).contains("it costs twelve dollars and fifty cents");
    }

    @Test
    void everything_that_a_grammar_draws_is_in_its_model() {
        TreeSet<String> known = new TreeSet<>();
        Phrase date = DateWords.date();
        date.eachWord(known::add);
        PhraseSampler sampler = new PhraseSampler(new SplittableRandom(1));
        for (int n = 0; n < 500; n++) {
            assertThat(known).contains(sampler.draw(date).split(" "));
        }
    }

    private static WeightedSentence sentence(String text) {
        return new WeightedSentence(text);
    }
}
