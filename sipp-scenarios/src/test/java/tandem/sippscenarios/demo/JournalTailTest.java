package tandem.sippscenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {

    @TempDir private Path folder;

    @Test
    void every_fact_is_told_once_and_a_half_written_line_waits() throws Exception {
        JournalTail tail = new JournalTail(folder.resolve("calls"));
        assertThat(tail.look()).isEmpty();
        Path day = Files.createDirectories(folder.resolve("calls/2026-03-02"));
        Path file = day.resolve("a.jsonl");

        Files.writeString(file, "{\"type\":\"arrived\"}\n{\"type\":\"ans");
        assertThat(tail.look()).hasSize(1);
        assertThat(tail.look()).isEmpty();
        Files.writeString(file, "wered\"}\nno json\n", StandardOpenOption.APPEND);
        Files.writeString(day.resolve("b.jsonl"), "{\"type\":\"ended\"}\n");

        assertThat(tail.look())
                .extracting(fact -> fact.path("type").asText())
                .containsExactly("answered", "ended");
    }
}
