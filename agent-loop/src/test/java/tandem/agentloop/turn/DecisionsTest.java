package tandem.agentloop.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.agentloop.Expectation;
import tandem.agentloop.Hypothesis;
import tandem.callmodel.Language;

class DecisionsTest {

    private static final Language ENGLISH = Language.ENGLISH;

    @Test
    void backchannels_are_known_in_five_languages() {
        assertThat(Backchannels.of(ENGLISH).isOnly("Mm-hm. Okay, yes yes – all right!")).isTrue();
        assertThat(Backchannels.of(new Language("es")).isOnly("sí, vale, de acuerdo")).isTrue();
        assertThat(Backchannels.of(new Language("de-AT")).isOnly("Ach so, ja ja. Alles klar."))
                .isTrue();
        assertThat(Backchannels.of(new Language("fr")).isOnly("D’accord, très bien")).isTrue();
        assertThat(Backchannels.of(new Language("pt")).isOnly("tá bom, sim")).isTrue();
    }

    @Test
    void words_with_news_in_them_and_nothing_at_all_are_no_backchannels() {
        Backchannels english = Backchannels.of(ENGLISH);
        assertThat(english.isOnly("okay stop")).isFalse();
        assertThat(english.isOnly("all orders")).isFalse();
        assertThat(english.isOnly("no")).isFalse();
        assertThat(english.isOnly(" … ")).isFalse();
    }

    @Test
    void a_conjunction_an_article_or_a_comma_promises_more() {
        TextCues cues = TextCues.of(ENGLISH);
        assertThat(List.of("i want to know and", "where is my", "well, um", "Monday,", "so..."))
                .allMatch(cues::soundsUnfinished);
        assertThat(List.of("where is my order", "yes", "", "what for?", "the band and."))
                .noneMatch(cues::soundsUnfinished);
        assertThat(TextCues.of(new Language("de")).soundsUnfinished("ich möchte wissen ob"))
                .isTrue();
    }

    @Test
    void digits_are_read_out_of_words() {
        SpokenDigits digits = SpokenDigits.of(ENGLISH);
        assertThat(digits.in("four seven double one")).isEqualTo("4711");
        assertThat(digits.in("forty-seven eleven")).isEqualTo("4711");
        assertThat(digits.in("it is twenty oh five, thirty")).isEqualTo("200530");
        assertThat(digits.in("4711")).isEqualTo("4711");
        assertThat(digits.in("no idea")).isEmpty();
        assertThat(SpokenDigits.of(new Language("fr")).in("zéro six")).isEqualTo("06");
        assertThat(digits.isOnly("four seven")).isTrue();
        assertThat(digits.isOnly("four sevens please")).isFalse();
    }

    @Test
    void learned_pauses_stay_between_the_two_figures_of_the_profile() {
        TurnSettings.EndOfTurn normal = TurnSettings.EndOfTurn.normal();
        Pauses pauses = Pauses.none();
        assertThat(pauses.wait(normal)).isEqualTo(Duration.ofMillis(350));
        pauses = pauses.learn(Duration.ofSeconds(1), normal);
        assertThat(pauses.average()).isEqualTo(Duration.ofMillis(545));
        for (int i = 0; i < 50; i++) {
            pauses = pauses.learn(Duration.ofMillis(1_990), normal);
        }
        assertThat(pauses.wait(normal)).isEqualTo(normal.longest());
        assertThat(pauses.learn(Duration.ofSeconds(9), normal)).isEqualTo(pauses);
        for (int i = 0; i < 50; i++) {
            pauses = pauses.learn(Duration.ofMillis(100), normal);
        }
        assertThat(pauses.wait(normal)).isEqualTo(normal.shortest());
    }

    @Test
    void readings_of_several_stretches_are_joined_source_by_source() {
        List<Hypothesis> joined =
                Readings.joined(
                        List.of(
                                List.of(
                                        reading("order", Hypothesis.Source.GRAMMAR, 0.9),
                                        reading("older", Hypothesis.Source.STATISTICAL, 0.8)),
                                List.of(),
                                List.of(
                                        reading("four", Hypothesis.Source.STATISTICAL, 0.7),
                                        reading("for", Hypothesis.Source.GRAMMAR, 0.6))));
        assertThat(joined)
                .containsExactly(
                        reading("order for", Hypothesis.Source.GRAMMAR, 0.6),
                        reading("older four", Hypothesis.Source.STATISTICAL, 0.7));
    }

    private static Hypothesis reading(String text, Hypothesis.Source source, double confidence) {
        return new Hypothesis(text, source, confidence);
    }

    @Test
    void keys_spoken_and_keyed_together_make_one_number_only_when_it_fits() {
        Expectation four = new Expectation.Digits(4, 4);
        assertThat(new Keys("11", 0).joinedWith("47", four)).isEqualTo("4711");
        assertThat(new Keys("4711", 0).joinedWith("47", four)).isEqualTo("4711");
        assertThat(new Keys("1", 0).joinedWith("4", four)).isEqualTo("1");
        assertThat(new Keys("1", 0).joinedWith("4", new Expectation.Anything())).isEqualTo("1");
    }

    @Test
    void nothing_that_a_caller_said_or_keyed_is_shown_by_a_state() {
        Utterance said =
                Utterance.unvoiced(
                        new TurnEvent.FinalHeard(
                                List.of(reading("my secret", Hypothesis.Source.OPEN, 1)),
                                Duration.ZERO,
                                0));
        Ground ground = Ground.of(Rules.of(TurnSettings.defaults(), ENGLISH));
        assertThat(new CallerSpeaking(ground, said).toString()).doesNotContain("secret");
        assertThat(new Keys("4711", 0).toString()).doesNotContain("4711");
        assertThat(new TurnEvent.PartialHeard("my secret", 0).toString()).doesNotContain("secret");
    }

    @Test
    void settings_that_make_no_sense_say_which() {
        assertThatThrownBy(() ->
                        new TurnSettings.EndOfTurn(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("shortest <= longest");
        assertThatThrownBy(() -> new TurnSettings.EndOfTurn(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("shortest");
        assertThat(TurnSettings.defaults().sustained())
                .containsExactly(
                        Duration.ofMillis(60), Duration.ofMillis(140), Duration.ofMillis(700));
    }
}
