package tandem.agentloop.speechspace;

import static tandem.agentloop.speechspace.Phrase.inOrder;
import static tandem.agentloop.speechspace.Phrase.oneOf;
import static tandem.agentloop.speechspace.Phrase.perhaps;
import static tandem.agentloop.speechspace.Phrase.rule;
import static tandem.agentloop.speechspace.Phrase.weight;
import static tandem.agentloop.speechspace.Phrase.weighted;
import static tandem.agentloop.speechspace.Phrase.words;

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
                        weight(1, oneOf("that's not correct", "no that's not correct", "not now"))));
    }

    /// `no, it's …`, `I said …`, `sorry, …`.
    static Phrase correction(Phrase value) {
        Phrase lead =
                rule(
                        "correction",
                        oneOf(
                                words("no"),
                                words("no no"),
                                words("sorry"),
                                words("no sorry"),
                                words("no wait"),
                                words("actually"),
                                words("no that's wrong"),
                                words("no not that"),
                                words("wait")));
        Phrase link =
                rule(
                        "link",
                        oneOf(
                                "it's",
                                "it is",
                                "i said",
                                "i meant",
                                "that's",
                                "the last one is",
                                "the first one is",
                                "the last digit is",
                                "the first digit is",
                                "it should be",
                                "make it"));
        return oneOf(
                inOrder(lead, perhaps(0.5, link), value), inOrder(words("i said"), value));
    }

    /// A value as an answer to the question for it.
    ///
    /// @param nouns what the value is called, as in `order number`; may be empty
    static Phrase answer(Phrase value, Phrase nouns) {
        Phrase named =
                nouns.equals(Phrase.nothing())
                        ? oneOf("it's", "it is", "that's", "that would be")
                        : oneOf(
                                oneOf("it's", "it is", "that's", "that would be", "this is"),
                                inOrder(oneOf("my", "the", "your"), nouns, oneOf("is", "was")),
                                inOrder(perhaps(0.3, "the"), nouns));
        return inOrder(
                perhaps(0.15, oneOf("um", "uh", "okay", "yes", "sure")),
                perhaps(0.35, named),
                value,
                perhaps(0.05, oneOf("please", "thank you", "thanks")));
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
