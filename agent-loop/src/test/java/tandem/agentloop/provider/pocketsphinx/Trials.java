package tandem.agentloop.provider.pocketsphinx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tandem.agentloop.flow.Flow;

/// Sentences and the intent that each means.
final class Trials {

    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
    private static final String[] DIGITS =
            "zero one two three four five six seven eight nine".split(" ");
    private static final List<String> DAYS =
            List.of("on monday", "next tuesday", "tomorrow", "on the third of may");

    private final Flow flow;
    private final SplittableRandom random = new SplittableRandom(3);

    record Trial(String intent, String sentence) {}

    Trials(Flow flow) {
        this.flow = flow;
    }

    /// Every `each`-th example of each intent, its slots filled.
    List<Trial> examples(int each) {
        List<Trial> trials = new ArrayList<>();
        for (Flow.Intent intent : flow.intents()) {
            for (int n = 0; n < intent.examples().size(); n += each) {
                trials.add(new Trial(intent.name(), filled(intent.examples().get(n))));
            }
        }
        return trials;
    }

    /// Sentences of someone who has not seen the flow.
    static List<Trial> paraphrases() {
        try (InputStream in =
                Trials.class.getResourceAsStream("/tandem/agentloop/paraphrases.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.contains("\t"))
                    .map(line -> line.split("\t"))
                    .map(fields -> new Trial(fields[0], fields[1].strip()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String digits(int count, SplittableRandom random) {
        return random.ints(count, 0, 10).mapToObj(d -> DIGITS[d]).collect(Collectors.joining(" "));
    }

    private String filled(String example) {
        Matcher slots = SLOT.matcher(example);
        return slots.replaceAll(slot -> filler(flow.slots().get(slot.group(1))));
    }

    private String filler(Flow.Slot slot) {
        return switch (slot.kind()) {
            case DIGITS -> digits(slot.minimum(), random);
            case NUMBER -> DIGITS[random.nextInt(1, 10)];
            case DATE -> DAYS.get(random.nextInt(DAYS.size()));
            case YES_NO -> "yes";
            case NAME -> slot.fillers().get(random.nextInt(slot.fillers().size()));
        };
    }
}
