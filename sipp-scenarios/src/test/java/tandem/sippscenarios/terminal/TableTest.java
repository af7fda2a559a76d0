package tandem.sippscenarios.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columns_are_aligned_and_lines_are_cut_to_the_width() {
        Table table = new Table("goal", "reached");
        table.row("greeting", "yes");
        table.row("a", "no, and here is a long story about it");

        assertThat(table.lines(30))
                .containsExactly(
                        "goal      reached",
                        "-----------------",
                        "greeting  yes",
                        "a         no, and here is a l…")
                .allMatch(line -> line.length() <= 30);
    }

    @Test
    void text_is_broken_at_spaces_and_indented() {
        String text = "word ".repeat(30);

        assertThat(new Style(false).wrap("  0.0  agent  ", text))
                .hasSize(3)
                .allMatch(line -> line.length() <= Style.WIDTH)
                .element(1)
                .asString()
                .startsWith("              word");
    }

    @Test
    void colours_are_for_terminals_only() {
        assertThat(new Style(false).good("x")).isEqualTo("x");
        assertThat(new Style(true).good("x")).isEqualTo("\u001b[32mx\u001b[0m");
    }
}
