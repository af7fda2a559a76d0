package tandem.agentloop.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.callmodel.Language;

/// What an agent is for: who it is, what it can do, what it says. Read from a YAML file; the
/// embedded engine runs it as it stands, a language model gets `prompt`.
///
/// Text templates name slots, tool values and persona fields in braces, as in `Order {order_number}
/// is {status}.`
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
        slots = Map.copyOf(slots);
        intents = List.copyOf(intents);
        pronunciation = Map.copyOf(pronunciation);
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

    /// @param examples phrases a caller may use; may name slots, as in `where is order
    ///   {order_number}`
    /// @param keywords words that speak for this intent beside the examples
    /// @param slots that must be filled, in the order in which they are asked for
    /// @param answer said when there is no tool
    /// @param confirm asked before the tool runs; empty: no question
    /// @param purpose what the engine does beside answering
    public record Intent(
            String name,
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
            THANKS
        }
    }

    /// @param arguments by the tool's names; templates over slots
    /// @param done template over slots and the tool's values
    public record ToolUse(
            String tool,
            Map<String, String> arguments,
            String done,
            String notFound,
            String failed) {
        public ToolUse {
            arguments = Map.copyOf(arguments);
        }
    }

    /// @param minimum for digits: fewest; else 0
    /// @param maximum for digits: most; else 0
    /// @param ask the question for it
    /// @param askAgain after it was not understood
    /// @param readBack template said to have the value confirmed; empty: it is taken as heard
    /// @param fillers for names: what to expect
    public record Slot(
            String name,
            Kind kind,
            int minimum,
            int maximum,
            String ask,
            String askAgain,
            String readBack,
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
    public record Repair(List<String> notUnderstood, String clarify, String outOfScope) {
        public Repair {
            notUnderstood = List.copyOf(notUnderstood);
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
