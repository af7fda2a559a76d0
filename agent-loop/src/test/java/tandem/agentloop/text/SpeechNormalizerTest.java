package tandem.agentloop.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.callmodel.Language;

class SpeechNormalizerTest {

    private final SpeechNormalizer english = new SpeechNormalizer(Language.ENGLISH, Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // Numbers
                "You have 3 items.|You have three items.",
                "It holds 1,234 of them.|It holds one thousand two hundred and thirty four of them.",
                "That is 3.14 or -5.|That is three point one four or minus five.",
                "We sold 2000000 of them.|We sold two million of them.",
                "Wait 3-5 days.|Wait three to five days.",
                "We are here 24/7.|We are here twenty four seven.",
                "Version 1.2.3 is out.|Version one point two point three is out.",
                "The 1st, 22nd and 103rd.|The first, twenty second and one hundred and third.",
                "About 12.5% of 100.|About twelve point five percent of one hundred.",
                "It weighs 1 kg or 2.5 kg.|It weighs one kilogram or two point five kilograms.",
                "It's 20°C at 50 km/h.|It's twenty degrees Celsius at fifty kilometers per hour.",
                // Money
                "That is $45.50.|That is forty five dollars and fifty cents.",
                "It costs £1 or €20.|It costs one pound or twenty euros.",
                "Only $0.99 today.|Only ninety nine cents today.",
                "A $1.5 million deal.|A one point five million dollars deal.",
                "It was 1,250 EUR.|It was one thousand two hundred and fifty euros.",
                // Codes
                "Order 4711 is on its way.|Order four seven one one is on its way.",
                "Your order number is 471290.|Your order number is four seven one, two nine zero.",
                "Call 555-1234 now.|Call five five five, one two three four now.",
                "Call +44 20 7946 0958.|Call plus four four, two zero, seven nine four six, zero nine five eight.",
                "Call (555) 123-4567.|Call five five five, one two three, four five six seven.",
                "Your reference is CB-1234.|Your reference is C B, one two three four.",
                "See INV-2024-004711.|See I N V, two zero two four, zero zero four, seven one one.",
                "Use #4711 please.|Use number four seven one one please.",
                // Dates and times
                "It arrives on 2026-03-05.|It arrives on March fifth, twenty twenty six.",
                "It left on March 5, 2026.|It left on March fifth, twenty twenty six.",
                "On 5 March we close.|On the fifth of March we close.",
                "On the 5th of March.|On the fifth of March.",
                "Due 3/5/2026.|Due March fifth, twenty twenty six.",
                "Come at 10:30.|Come at ten thirty.",
                "Come at 10:00 or 10:05.|Come at ten o'clock or ten oh five.",
                "We close at 17:00.|We close at five P M.",
                "Open 9am-5pm, Mon-Fri.|Open nine A M to five P M, Monday to Friday.",
                "Open from 9 a.m. to 5:30 p.m. daily.|Open from nine A M to five thirty P M daily.",
                // Addresses
                "Write to john.smith2@example.co.uk.|Write to john dot smith two at example dot co dot U K.",
                "See https://www.example.com/help-me?x=1.|See example dot com slash help dash me.",
                "Go to tandem.example.org now.|Go to tandem dot example dot org now.",
                // Words and symbols
                "Dr. Smith & Mrs. Jones, e.g. today.|Doctor Smith and Missus Jones, for example today.",
                "Press * or # now.|Press star or pound now.",
                "Take no. 5, and/or yes/no.|Take number five, and or yes or no.",
                "Well... yes.|Well, yes.",
                "I've found order 471-290.|I've found order four seven one, two nine zero.",
                "It takes 100-200 or $5-$10.|It takes one hundred to two hundred or five dollars to ten dollars.",
                "Due 03/05 in the 1990s.|Due March fifth in the nineteen nineties.",
                "You owe 1.5k at 10:1, N/A.|You owe one point five thousand at ten to one, N A.",
            })
    void english_is_written_as_it_is_read_aloud(String written, String spoken) {
        assertThat(english.normalize(written).spoken()).isEqualTo(spoken);
    }

    @Test
    void a_year_is_read_as_one() {
        assertThat(english.normalize("Since 2019 we grew.").spoken())
                .isEqualTo("Since twenty nineteen we grew.");
        assertThat(english.normalize("In 2005, 1999 and 2026 orders.").spoken())
                .startsWith("In two thousand five, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "**Good** news! 🎉👍🏽|Good news!",
                "# Heading|Heading",
                "- `One` thing|One thing",
                "See [our *page*](https://example.com/a).|See our page.",
                "<speak>Hello <break time=\"1s\"/>you</speak>|Hello you",
                "Fish &amp; chips|Fish and chips",
                "5️⃣ stars|five stars",
                "“Quoted” it’s fine|Quoted it's fine",
                "One — two|One, two",
            })
    void what_is_made_for_the_eye_is_left_out(String written, String spoken) {
        assertThat(english.normalize(written).spoken()).isEqualTo(spoken);
    }

    @Test
    void nothing_sayable_is_nothing() {
        assertThat(english.normalize("🎉 **").spoken()).isEmpty();
        assertThat(english.normalize("").spoken()).isEmpty();
    }

    @Test
    void the_pronunciations_of_a_flow_come_first() {
        SpeechNormalizer own =
                new SpeechNormalizer(
                        Language.ENGLISH,
                        Map.of("Nguyen", "win", "SQL", "sequel", "SQL Server", "sequel sir ver"));
        assertThat(own.normalize("Mr. nguyen knows SQL, SQL Server and SQLite.").spoken())
                .isEqualTo("Mister win knows sequel, sequel sir ver and SQLite.");
    }

    @Test
    void other_languages_keep_their_numbers_and_lose_their_markup() {
        SpeechNormalizer spanish = new SpeechNormalizer(new Language("es-419"), Map.of());
        assertThat(
                        spanish.normalize(
                                        "¡**Hola**! 😀 Son 3,50 € el 5 de mayo, vea"
                                                + " https://ejemplo.es/ayuda.")
                                .spoken())
                .isEqualTo("¡Hola! Son 3,50 € el 5 de mayo, vea ejemplo.es.");
    }

    @Test
    void looking_rules_up_by_character_finds_what_trying_all_would() {
        List<Rule> rules = new ArrayList<>(MarkupRules.all());
        rules.addAll(EnglishRules.all(Language.ENGLISH));
        RuleTable table = new RuleTable(rules);
        Random random = new Random(23);
        String alphabet =
                "aA Dr.WedMonSt1234567890-/:$%€#*_`[]()<>@.,;!? amp.m.\n😀’…–ék№½@a.com+&x";
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (int at = 0; at < text.length(); at++) {
                for (int number = 0; number < rules.size(); number++) {
                    boolean matches =
                            RuleTable.matcher(rules.get(number), text)
                                    .region(at, text.length())
                                    .lookingAt();
                    int wanted = number;
                    if (matches) {
                        assertThat(Arrays.stream(table.at(text.charAt(at))))
                                .as(rules.get(number).pattern() + " at " + at + " of " + text)
                                .contains(wanted);
                    }
                }
            }
        }
    }

    @Test
    void heard_words_lead_back_to_the_written_text() {
        SpokenText text = english.normalize("**Order** 4711 costs $45.50 today, right?");
        assertThat(text.spoken())
                .isEqualTo(
                        "Order four seven one one costs forty five dollars and fifty cents today,"
                                + " right?");
        assertThat(upTo(text, "Order")).isEqualTo("**Order");
        assertThat(upTo(text, "seven")).isEqualTo("**Order**");
        assertThat(upTo(text, "one one")).isEqualTo("**Order** 4711");
        assertThat(upTo(text, "costs")).isEqualTo("**Order** 4711 costs");
        assertThat(upTo(text, "dollars")).isEqualTo("**Order** 4711 costs");
        assertThat(upTo(text, "cents")).isEqualTo("**Order** 4711 costs $45.50");
        assertThat(upTo(text, "today,")).isEqualTo("**Order** 4711 costs $45.50 today,");
        assertThat(text.writtenUpTo(text.spoken().length())).isEqualTo(text.written());
        assertThat(text.writtenUpTo(0)).isEmpty();
    }

    @Test
    void any_text_is_normalised_and_maps_back_in_order() {
        Random random = new Random(5);
        String alphabet = "aA Dr.1234567890-/:$%€#*_`[]()<>@.,;!? 😀’…–é中\u0001\u200d№½@a.com+";
        for (int round = 0; round < 1_000; round++) {
            StringBuilder written = new StringBuilder();
            for (int i = random.nextInt(80); i > 0; i--) {
                written.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            SpokenText text = english.normalize(written.toString());
            int last = 0;
            for (int offset = 0; offset <= text.spoken().length(); offset++) {
                int mapped = text.writtenOffset(offset);
                assertThat(mapped).isBetween(last, written.length());
                last = mapped;
            }
            assertThat(text.spoken())
                    .as(written.toString())
                    .doesNotContain("  ")
                    .doesNotContainPattern("[0-9]");
        }
    }

    private static String upTo(SpokenText text, String word) {
        return text.writtenUpTo(text.spoken().indexOf(word) + word.length());
    }
}
