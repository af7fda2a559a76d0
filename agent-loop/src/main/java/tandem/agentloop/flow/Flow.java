package tandem.agentloop.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.callmodel.Language;

/// What an agent is for: who it is, what it can do, what it says. Read from a YAML file; the
/// embedded engine runs it as it stands, a language model gets `prompt`.
///
/// Text templates name slots, tool values and persona fields in braces, as in `Order {order_number}
/// is {status}.` The persona gives `{agent}` and `{company}`.
///
/// @param languages first one is the default
/// @param pronunciation words and how they are to be read aloud
public record Flow(
        String name,
        List<Language> languages,
        Persona persona,
        String prompt,
        Greeting greeting,
        Map<String, Slot> slots,
        List<Intent> intents,
        Repair repair,
        Escalation escalation,
        Silence silence,
        Map<String, String> pronunciation) {

    public Flow {
        languages = List.copyOf(languages);
        slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
        intents = List.copyOf(intents);
        pronunciation = Map.copyOf(pronunciation);
    }

    /// The intent of this name, if there is one.
    public Optional<Intent> intent(String name) {
        return intents.stream().filter(intent -> intent.name().equals(name)).findFirst();
    }

    /// @param voices by primary language subtag: the synthesiser's name of the voice
    public record Persona(String name, String company, Map<String, String> voices) {
        public Persona {
            voices = Map.copyOf(voices);
        }
    }

    /// @param disclosure says that a machine speaks; cannot be interrupted
    /// @param welcome follows it; can be
    public record Greeting(String disclosure, String welcome) {}

    /// @param description completes "Did you want …?", as in `to know where an order is`; empty: it
    ///   is never asked about but done when it is likely
    /// @param examples phrases a caller may use, in spoken form; may name slots, as in `where is
    ///   order {order_number}`
    /// @param keywords words that speak for this intent beside the examples
    /// @param slots that must be filled, in the order in which they are asked for
    /// @param answer said when there is no tool
    /// @param confirm asked before the tool runs; empty: no question
    /// @param purpose what the engine does beside answering
    public record Intent(
            String name,
            String description,
            Purpose purpose,
            List<String> examples,
            List<String> keywords,
            List<String> slots,
            String answer,
            String confirm,
            Optional<ToolUse> tool) {
        public Intent {
            examples = List.copyOf(examples);
            keywords = List.copyOf(keywords);
            slots = List.copyOf(slots);
        }

        /// Some intents are the conversation's own.
        public enum Purpose {
            ANSWER,
            GOODBYE,
            HUMAN,
            REPEAT,
            THANKS,
            /// The caller wants a moment: `answer` is said, the open question stays open.
            WAIT,
            /// The caller drops what was going on.
            NEVER_MIND
        }
    }

    /// @param arguments by the tool's names; templates over slots
    /// @param results names of the tool's values that the templates use
    /// @param done template over slots and the tool's values
    /// @param doneBy templates that replace `done`, by the tool's value named `outcome`
    public record ToolUse(
            String tool,
            Map<String, String> arguments,
            List<String> results,
            String done,
            Map<String, String> doneBy,
            String notFound,
            String failed) {
        public ToolUse {
            arguments = Map.copyOf(arguments);
            results = List.copyOf(results);
            doneBy = Map.copyOf(doneBy);
        }
    }

    /// @param minimum for digits: fewest; for a number: smallest; else 0
    /// @param maximum for digits: most; for a number: largest; else 0
    /// @param ask the question for it
    /// @param askAgain after it was not understood
    /// @param readBack template said to have the value confirmed; empty: it is taken as heard
    /// @param more for digits: template said when only the first of them came; empty: `askAgain`
    /// @param fillers for names: what to expect
    public record Slot(
            String name,
            Kind kind,
            int minimum,
            int maximum,
            String ask,
            String askAgain,
            String readBack,
            String more,
            List<String> fillers) {
        public Slot {
            fillers = List.copyOf(fillers);
        }

        /// What can stand in a slot.
        public enum Kind {
            DIGITS,
            NUMBER,
            DATE,
            YES_NO,
            NAME
        }
    }

    /// @param notUnderstood said at the first and second failure; then a human is offered
    /// @param clarify template over `{first}` and `{second}`, the descriptions of two intents that
    ///   are close
    /// @param confirm template over `{intent}`, the description of an intent that is not certain
    /// @param corrected said before a corrected value is read back
    /// @param declined said when the caller does not want what was asked about
    /// @param resume said before the question that a digression left open
    /// @param anythingElse questions that end an answer when nothing is left open, in turn
    public record Repair(
            List<String> notUnderstood,
            String clarify,
            String confirm,
            String corrected,
            String declined,
            String resume,
            List<String> anythingElse,
            String outOfScope) {
        public Repair {
            notUnderstood = List.copyOf(notUnderstood);
            anythingElse = List.copyOf(anythingElse);
        }
    }

    /// @param offer asks whether a human is wanted
    /// @param transfer said before handing over
    /// @param callBack template over `{reference}`, said when a call-back was noted
    /// @param unavailable said when there is nobody and nothing could be noted
    public record Escalation(String offer, String transfer, String callBack, String unavailable) {}

    /// @param reprompts said after 8 s of silence each; then `goodbye` and the call ends
    public record Silence(List<String> reprompts, String goodbye) {
        public Silence {
            reprompts = List.copyOf(reprompts);
        }
    }
}
