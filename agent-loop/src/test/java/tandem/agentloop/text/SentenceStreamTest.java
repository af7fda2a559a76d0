package tandem.agentloop.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.callmodel.Language;

class SentenceStreamTest {

    private final SentenceStream stream = new SentenceStream(Language.ENGLISH);

    @Test
    void the_first_piece_ends_at_a_clause_and_the_others_at_sentences() {
        assertThat(
                        cut(
                                "Thanks for waiting, I found your order. It left our warehouse, as"
                                        + " planned, on Monday. Anything else?"))
                .containsExactly(
                        "Thanks for waiting,",
                        "I found your order.",
                        "It left our warehouse, as planned, on Monday.",
                        "Anything else?");
    }

    @Test
    void a_piece_comes_as_soon_as_it_is_known_to_be_complete() {
        assertThat(stream.accept("Your order is on its way")).isEmpty();
        assertThat(stream.accept(".")).isEmpty();
        assertThat(stream.accept(" It")).containsExactly("Your order is on its way.");
        assertThat(stream.accept(" arrives tomorrow")).isEmpty();
        assertThat(stream.finish()).containsExactly("It arrives tomorrow");
        assertThat(stream.finish()).isEmpty();
    }

    @Test
    void a_first_piece_that_would_be_too_short_waits_for_more() {
        assertThat(cut("Yes. That works. See you."))
                .containsExactly("Yes. That works.", "See you.");
        assertThat(cut("Yes.")).containsExactly("Yes.");
        assertThat(cut("Well, sure I can, let me look, please.")).startsWith("Well, sure I can,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please ask for Dr. Smith or Mrs. J. P. Jones tomorrow.",
                "Your total is 3.50 or 1,234.56 with tax today.",
                "We open at 9.30 and again at 10:30 every day.",
                "Write to help@example.com or see www.example.com/help.html for more.",
                "It arrives at 5 p.m. on Tuesday and leaves at 9 a.m. sharp.",
                "Bring a document e.g. a passport with you.",
                "Your reference is No. 471 in our list.",
                "Wait... i am looking for it.",
                "The U.S. office is closed now.",
                "Version 1.2.3 is out now.",
            })
    void what_only_looks_like_an_end_is_none(String sentence) {
        assertThat(cut("Thank you very much. " + sentence))
                .containsExactly("Thank you very much.", sentence);
    }

    @Test
    void a_capital_after_an_abbreviation_or_number_ends_the_sentence() {
        assertThat(cut("We close at 5 p.m. Your order is number 471. Anything else?"))
                .containsExactly(
                        "We close at 5 p.m.", "Your order is number 471.", "Anything else?");
    }

    @Test
    void digits_read_in_a_row_stay_together() {
        assertThat(cut("I have got 4, 7, 1, 1, is that right?"))
                .containsExactly("I have got 4, 7, 1, 1,", "is that right?");
    }

    @Test
    void closing_quotes_belong_to_their_sentence_and_lines_are_pieces() {
        assertThat(cut("She said \"good morning.\" Then she left.\n- One thing\n- Another"))
                .containsExactly(
                        "She said \"good morning.\"", "Then she left.", "- One thing", "- Another");
        assertThat(cut("1. Open the door. 2. Go in there."))
                .containsExactly("1. Open the door.", "2. Go in there.");
    }

    @Test
    void german_ordinals_and_abbreviations_are_no_ends() {
        SentenceStream german = new SentenceStream(new Language("de"));
        List<String> pieces =
                new ArrayList<>(
                        german.accept("Wir liefern am 3. Mai, z. B. an Hr. Weiß. Passt das?"));
        pieces.addAll(german.finish());
        assertThat(pieces)
                .containsExactly("Wir liefern am 3. Mai,", "z. B. an Hr. Weiß.", "Passt das?");
    }

    @Test
    void a_text_without_any_boundary_is_cut_between_words() {
        String endless = "word ".repeat(500).strip();
        List<String> pieces = cut(endless);
        assertThat(pieces).allMatch(piece -> piece.length() <= 240);
        assertThat(String.join(" ", pieces)).isEqualTo(endless);
        assertThat(pieces).hasSizeLessThan(15);

        List<String> solid = cut("😀".repeat(1_001));
        assertThat(String.join("", solid)).isEqualTo("😀".repeat(1_001));
        assertThat(solid).allMatch(piece -> Character.isHighSurrogate(piece.charAt(0)));
    }

    @Test
    void how_the_text_was_split_into_tokens_makes_no_difference() {
        String text =
                "Hello Mr. Brown, thank you for calling! Your order No. 4711 costs $1,234.56, and"
                        + " it leaves at 5 p.m. It's with J. Smith... He'll ring.\n\n1. First thing\n2."
                        + " Second: see https://example.com/a.b?c=1. Is that OK?! \"Yes.\" "
                        + "and on, ".repeat(60)
                        + "done.";
        List<String> whole = cut(text);
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<String> pieces = new ArrayList<>();
            for (int from = 0; from < text.length(); ) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(12));
                pieces.addAll(stream.accept(text.substring(from, to)));
                from = to;
            }
            pieces.addAll(stream.finish());
            assertThat(pieces).isEqualTo(whole);
        }
    }

    @Test
    void nothing_is_lost_whatever_the_text() {
        Random random = new Random(11);
        String alphabet = "ab AB.,;:!?…\n\"')1 2–- e.g. Dr. 。*😀";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(600); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            List<String> pieces = cut(text.toString());
            assertThat(String.join("", pieces).replaceAll("\\s", ""))
                    .isEqualTo(text.toString().replaceAll("\\s", ""));
            assertThat(pieces).noneMatch(String::isBlank).allMatch(piece -> piece.length() <= 240);
        }
    }

    private List<String> cut(String text) {
        List<String> pieces = new ArrayList<>(stream.accept(text));
        pieces.addAll(stream.finish());
        return pieces;
    }
}
