package tandem.agentloop.speechspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrigramModelTest {

    private final TrigramModel model = model();

    @Test
    void probabilities_after_any_history_add_up_to_one() {
        List<String> words = new ArrayList<>(model.words());
        words.add("</s>");
        for (List<String> history :
                List.of(
                        List.<String>of(),
                        List.of("<s>"),
                        List.of("my"),
                        List.of("unseen"),
                        List.of("<s>", "where"),
                        List.of("order", "my"))) {
            double sum = words.stream().mapToDouble(w -> model.probability(history, w)).sum();
            assertThat(sum).as(history.toString()).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void the_file_says_the_same_as_the_model_by_backing_off() {
        Map<String, double[]> file = new HashMap<>();
        for (String line : model.arpa().lines().toList()) {
            if (line.matches("-?\\d.*")) {
                String[] parts = line.split(" ");
                boolean weighted = parts[parts.length - 1].matches("-?\\d+\\.\\d+");
                int end = weighted ? parts.length - 1 : parts.length;
                String words = String.join(" ", List.of(parts).subList(1, end));
                double backOff = weighted ? Double.parseDouble(parts[end]) : 0;
                file.put(words, new double[] {Double.parseDouble(parts[0]), backOff});
            }
        }
        for (List<String> history : List.of(List.of("is", "my"), List.of("my", "order"))) {
            for (String word : model.words()) {
                assertThat(backedOff(file, history, word))
                        .as(history + " " + word)
                        .isCloseTo(Math.log10(model.probability(history, word)), within(0.002));
            }
        }
    }

    @Test
    void a_word_that_was_only_made_known_is_possible_anywhere() {
        assertThat(model.probability(List.of("where", "is"), "zebra")).isPositive();
        assertThat(model.arpa()).contains(" zebra ");
    }

    private static double backedOff(Map<String, double[]> file, List<String> history, String word) {
        List<String> all = new ArrayList<>(history);
        all.add(word);
        double[] own = file.get(String.join(" ", all));
        if (own != null) {
            return own[0];
        }
        double[] before = file.get(String.join(" ", history));
        double penalty = before == null ? 0 : before[1];
        return penalty + backedOff(file, history.subList(1, history.size()), word);
    }

    private static TrigramModel model() {
        TrigramModel model = new TrigramModel();
        model.add("where is my order", 3);
        model.add("cancel my order please", 1.5);
        model.add("my order is late", 1);
        model.know("zebra");
        return model;
    }
}
