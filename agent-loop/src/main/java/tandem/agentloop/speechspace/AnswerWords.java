package tandem.agentloop.speechspace;

import static tandem.agentloop.speechspace.Phrase.inOrder;
import static tandem.agentloop.speechspace.Phrase.oneOf;
import static tandem.agentloop.speechspace.Phrase.perhaps;
import static tandem.agentloop.speechspace.Phrase.rule;
import static tandem.agentloop.speechspace.Phrase.weight;
import static tandem.agentloop.speechspace.Phrase.weighted;
import static tandem.agentloop.speechspace.Phrase.words;

import java.util.ArrayList;
import java.util.List;

/// How a question is answered: yes, no, a correction, a value with a few words around it.
///
/// Immutable: builds phrases.
final class AnswerWords {

    private AnswerWords() {}

    static Phrase hesitation() {
        return rule("hesitation", oneOf("um", "uh", "well", "okay", "so", "hello", "hi", "yeah"));
    }

    static Phrase yes() {
        return rule(
                "yes",
                weighted(
                        weight(6, words("yes")),
                        weight(2, oneOf("yeah", "yep", "sure", "correct", "right", "okay")),
                        weight(2, oneOf("that's right", "that's correct", "that is right")),
                        weight(2, oneOf("yes please", "yes it is", "yes i do", "yes i would")),
                        weight(2, oneOf("yes that's right", "yes that's correct", "yes correct")),
                        weight(1, oneOf("that is correct", "of course", "exactly", "absolutely")),
                        weight(1, oneOf("please do", "go ahead", "yes go ahead", "sounds good"))));
    }

    static Phrase no() {
        return rule(
                "no",
                weighted(
                        weight(6, words("no")),
                        weight(2, oneOf("nope", "no thanks", "no thank you", "not really")),
                        weight(2, oneOf("that's wrong", "that's not right", "that is wrong")),
                        weight(2, oneOf("no that's wrong", "no that's not right", "wrong")),
                        weight(1, oneOf("no it's not", "no it isn't", "no i don't", "incorrect")),
                        weight(
                                1,
                                oneOf("that's not correct", "no that's not correct", "not now"))));
    }

    /// `no, it's …`, `I said …`, `sorry, …`.
    static Phrase correction(Phrase value) {
        return inOrder(
                weighted(
                        weight(0.9, inOrder(objection(), perhaps(0.5, link()))),
                        weight(0.1, words("i said"))),
                value);
    }

    /// A value as an answer to the question for it, or as a correction.
    ///
    /// @param nouns what the value is called, as in `order number`; may be none
    static Phrase answer(Phrase value, List<String> nouns) {
        List<Phrase> before = new ArrayList<>(List.of(link()));
        if (!nouns.isEmpty()) {
            Phrase noun = oneOf(nouns.toArray(String[]::new));
            before.add(inOrder(oneOf("my", "the"), noun, perhaps(0.8, oneOf("is", "was"))));
        }
        return inOrder(
                weighted(
                        weight(0.1, oneOf("um", "uh", "okay", "yes", "sure")),
                        weight(0.12, objection()),
                        weight(0.78, Phrase.nothing())),
                perhaps(0.3, oneOf(before)),
                value,
                perhaps(0.05, oneOf("please", "thank you", "thanks")));
    }

    private static Phrase objection() {
        return rule(
                "objection",
                weighted(
                        weight(3, words("no")),
                        weight(2, oneOf("no no", "sorry", "no sorry", "no wait", "wait")),
                        weight(1, oneOf("actually", "no that's wrong", "no not that"))));
    }

    private static Phrase link() {
        return rule(
                "link",
                weighted(
                        weight(3, words("it's")),
                        weight(2, oneOf("it is", "that's", "this is", "i said", "i meant")),
                        weight(1, oneOf("that would be", "it should be", "make it")),
                        weight(1, oneOf("the last one is", "the first one is")),
                        weight(1, oneOf("the last digit is", "the first digit is"))));
    }

    /// Ways not to answer.
    static Phrase refusal() {
        return rule(
                "refusal",
                oneOf(
                        "i don't know",
                        "i don't have it",
                        "i don't remember",
                        "i'm not sure",
                        "i don't have it with me",
                        "one moment",
                        "just a moment",
                        "hold on",
                        "hang on",
                        "wait a second",
                        "what",
                        "sorry",
                        "pardon",
                        "help"));
    }
}
