package tandem.agentloop.speechspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where's my order?|where's my order",
                "It’s 'fine'.|it's fine",
                "order 471128|order four seven one one two eight",
                "order 4711|order four seven one one",
                "in 2026|in twenty twenty six",
                "in 1905|in nineteen oh five",
                "room 300|room three hundred",
                "42 items|forty two items",
                "$12.50|twelve dollars and fifty cents",
                "£1|one pound",
                "9:30 a.m.|nine thirty a m",
                "at 5 pm|at five p m",
                "open 9am-5pm|open nine a m five p m",
                "Who am I?|who am i",
                "May 3rd|may third",
                "the 21st|the twenty first",
                "the 30th|the thirtieth",
                "2.5 %|two point five percent",
                "007|zero zero seven",
                "...|''",
            })
    void written_text_becomes_the_words_in_which_it_is_spoken(String written, String spoken) {
        assertThat(SpokenText.of(written)).isEqualTo(spoken);
    }
}
