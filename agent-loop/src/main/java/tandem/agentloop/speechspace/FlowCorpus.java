package tandem.agentloop.speechspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.flow.Flow.Intent;

/// The sentences from which a flow's statistical models are counted: its examples as they stand and
/// with openings before them, their cores and keywords with openings, and general ones.
///
/// Confined to its builder's thread.
final class FlowCorpus {

    /// Weight of an example's own wording, and of its wordings with something around it.
    private static final double EXAMPLE = 20;

    private static final double PARAPHRASES = 20;
    private static final double CORES = 12;
    private static final double KEYWORD = 8;
    private static final double GENERAL = 3;
    private static final int DRAWS = 40;

    private final Flow flow;
    private final Function<String, Phrase> slots;
    private final List<String> beforeVerbs = Carriers.beforeVerbs();
    private final List<String> beforeNouns = Carriers.beforeNouns();
    private final List<String> beforeClauses = Carriers.beforeClauses();

    /// Sentences and their weights.
    private final Map<String, Double> general = new LinkedHashMap<>();

    private final SplittableRandom random = new SplittableRandom(11);
    private final PhraseSampler sampler = new PhraseSampler(random);

    FlowCorpus(Flow flow, Function<String, Phrase> slots) {
        this.flow = flow;
        this.slots = slots;
    }

    List<Phrase> examples(Intent intent) {
        return intent.examples().stream()
                .map(example -> Template.read(example, slots))
                .filter(example -> !example.equals(Phrase.nothing()))
                .toList();
    }

    /// @param share of the weight that sentences of `expected` get; 0: they are in the flow's own
    TrigramModel model(Phrase expected, double share) {
        if (general.isEmpty()) {
            collect(expected);
        }
        TrigramModel model = new TrigramModel();
        double total = 0;
        for (Map.Entry<String, Double> counted : general.entrySet()) {
            model.add(counted.getKey(), counted.getValue() * (1 - share));
            total += counted.getValue();
        }
        int draws = 400;
        for (int n = 0; n < draws && share > 0; n++) {
            model.add(sampler.draw(expected), total * share / draws);
        }
        expected.eachWord(model::know);
        return model;
    }

    private void collect(Phrase open) {
        for (Intent intent : flow.intents()) {
            List<Phrase> examples = examples(intent);
            for (Phrase example : examples) {
                around(example);
            }
            for (String keyword : intent.keywords()) {
                String spoken = SpokenText.of(keyword);
                if (!spoken.isEmpty()) {
                    count(spoken, KEYWORD / 4);
                    with(beforeNouns, spoken, KEYWORD);
                    count(draw(List.of("the", "my", "a", "your")) + " " + spoken, KEYWORD / 2);
                }
            }
        }
        for (String sentence : Carriers.sentences()) {
            count(sentence, GENERAL);
        }
        // Everything else that the open grammar knows: answers, corrections, yes and no.
        for (int n = 0; n < 10 * DRAWS; n++) {
            count(sampler.draw(open), 1);
        }
    }

    private void around(Phrase example) {
        for (int n = 0; n < DRAWS; n++) {
            String wording = sampler.draw(example);
            count(wording, EXAMPLE / DRAWS);
            String core = Carriers.core(wording);
            List<String> openings = core.equals(wording) ? beforeVerbs : beforeClauses;
            with(openings, wording, PARAPHRASES / DRAWS);
            if (!core.isEmpty()) {
                with(beforeNouns, core, CORES / DRAWS / 2);
                with(beforeVerbs, core, CORES / DRAWS / 2);
            }
        }
    }

    private void with(List<String> openings, String request, double weight) {
        count(draw(openings) + " " + request, weight);
    }

    private String draw(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void count(String sentence, double weight) {
        if (!sentence.isBlank()) {
            general.merge(sentence.strip(), weight, Double::sum);
        }
    }
}
