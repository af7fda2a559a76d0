package tandem.agentloop.flow;

import java.util.Map;
import java.util.Optional;
import tandem.agentloop.flow.Flow.Intent.Purpose;

/// What the engine does about what callers want. Confined to one reply.
final class Wishes {

    private final Flow flow;
    private final Readings meaning;
    private final Notes notes;
    private final Speech speech;
    private final Forms forms;
    private final SlotFilling filling;
    private final Repairs repairs;

    Wishes(
            Flow flow,
            Readings meaning,
            Notes notes,
            Speech speech,
            Forms forms,
            SlotFilling filling,
            Repairs repairs) {
        this.flow = flow;
        this.meaning = meaning;
        this.notes = notes;
        this.speech = speech;
        this.forms = forms;
        this.filling = filling;
        this.repairs = repairs;
    }

    /// Words while no question is open.
    void free(Heard heard) {
        YesNo answer = heard.yesNo(true);
        if (notes.marked("offered") && answer != YesNo.UNCLEAR) {
            Optional<Flow.Intent> goodbye =
                    flow.intents().stream()
                            .filter(intent -> intent.purpose() == Purpose.GOODBYE)
                            .findFirst();
            if (answer == YesNo.NO && goodbye.isPresent()) {
                start(goodbye.get(), heard);
            } else {
                repairs.understood();
                speech.say(flow.repair().declined());
            }
            return;
        }
        Understanding understanding = meaning.understand(heard.hypotheses());
        if (!(understanding instanceof Understanding.Certain) && againWithOther(heard)) {
            return;
        }
        follow(understanding, heard);
    }

    /// `No, I meant 482916` after the answer about another number.
    private boolean againWithOther(Heard heard) {
        Optional<Flow.Intent> finished =
                notes.finished().flatMap(flow::intent).filter(one -> one.tool().isPresent());
        if (finished.isEmpty() || !filling.fill(finished.get(), heard, "")) {
            return false;
        }
        repairs.understood();
        forms.begin(finished.get());
        filling.fill(finished.get(), heard, "");
        forms.proceed();
        return true;
    }

    private void follow(Understanding understanding, Heard heard) {
        switch (understanding) {
            case Understanding.Certain(Flow.Intent intent) -> start(intent, heard);
            case Understanding.Likely(Flow.Intent intent) -> askAbout(intent, heard);
            case Understanding.Either(Flow.Intent first, Flow.Intent second) -> {
                if (first.description().isEmpty() || second.description().isEmpty()) {
                    askAbout(first.description().isEmpty() ? second : first, heard);
                } else {
                    repairs.understood();
                    speech.say(
                            flow.repair().clarify(),
                            Map.of("first", first.description(), "second", second.description()));
                    notes.pending(new Pending.Which(first.name(), second.name()));
                }
            }
            case Understanding.OutOfScope _ -> repairs.misheard(flow.repair().outOfScope());
            case Understanding.NotUnderstood _ -> repairs.misheard("");
        }
    }

    /// Asks whether the intent was meant, unless it is one that does no harm.
    void askAbout(Flow.Intent intent, Heard heard) {
        if (intent.description().isEmpty()) {
            start(intent, heard);
            return;
        }
        filling.fill(intent, heard, "");
        speech.say(flow.repair().confirm(), Map.of("intent", intent.description()));
        notes.pending(new Pending.DidYouWant(intent.name()));
    }

    /// Does what is wanted, as far as it can be done now.
    void start(Flow.Intent intent, Heard heard) {
        repairs.understood();
        switch (intent.purpose()) {
            case ANSWER -> inform(intent, heard);
            case GOODBYE -> repairs.hangUp(intent.answer());
            case HUMAN -> repairs.transfer("the caller asked for a person");
            case REPEAT -> {
                String last = notes.last();
                speech.say(last.isEmpty() ? flow.greeting().welcome() : Template.escaped(last));
            }
            case THANKS -> {
                speech.say(intent.answer());
                if (notes.current().isPresent()) {
                    forms.askAgain();
                } else {
                    notes.pending(Pending.nothing());
                    speech.offerMore();
                }
            }
            case WAIT -> speech.say(intent.answer());
            case NEVER_MIND -> {
                notes.dropAll();
                speech.say(intent.answer());
            }
        }
    }

    private void inform(Flow.Intent intent, Heard heard) {
        if (intent.slots().isEmpty() && intent.tool().isEmpty()) {
            speech.say(intent.answer());
            forms.resume();
            return;
        }
        boolean another =
                heard.says(
                        "another order",
                        "other order",
                        "different order",
                        "another one",
                        "other one",
                        "another number",
                        "different number");
        if (another) {
            intent.slots().forEach(notes::forget);
        }
        forms.begin(intent);
        filling.fill(intent, heard, "");
        forms.proceed();
    }
}
