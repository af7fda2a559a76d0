package tandem.agentloop.flow;

import java.util.List;
import java.util.Map;
import tandem.agentloop.ModelOutcome.Next;

/// What the engine does when it did not understand, is not wanted, or gives the caller to a human.
/// Confined to one reply.
final class Repairs {

    private final Flow flow;
    private final Notes notes;
    private final Speech speech;
    private final Forms forms;
    private Next next = new Next.AwaitCaller();

    Repairs(Flow flow, Notes notes, Speech speech, Forms forms) {
        this.flow = flow;
        this.notes = notes;
        this.speech = speech;
        this.forms = forms;
    }

    /// What follows the reply.
    Next next() {
        return next;
    }

    void understood() {
        notes.clear("failures");
    }

    void misheard(String question) {
        misheard(question, Map.of());
    }

    /// Asks again, in other words each time; then offers a human.
    ///
    /// @param question what to say instead of the flow's general lines; empty: those
    void misheard(String question, Map<String, String> values) {
        List<String> lines = flow.repair().notUnderstood();
        int failures = notes.countUp("failures");
        if (failures > lines.size()) {
            offerHuman();
        } else {
            speech.say(question.isBlank() ? lines.get(failures - 1) : question, values);
        }
    }

    void offerHuman() {
        understood();
        if (notes.marked("no_human")) {
            // Nobody is there, and the two do not understand each other: no use in going on.
            hangUp(flow.silence().goodbye());
            return;
        }
        speech.say(flow.escalation().offer());
        notes.pending(new Pending.OfferHuman());
    }

    void transfer(String reason) {
        notes.dropAll();
        understood();
        speech.say(flow.escalation().transfer());
        next = new Next.HandOver(reason);
    }

    /// The caller does not want what was asked about.
    void declined() {
        if (notes.current().isPresent()) {
            forms.resume();
        } else {
            notes.pending(Pending.nothing());
            speech.say(flow.repair().declined());
        }
    }

    void hangUp(String words) {
        notes.dropAll();
        speech.say(words);
        next = new Next.HangUp();
    }
}
