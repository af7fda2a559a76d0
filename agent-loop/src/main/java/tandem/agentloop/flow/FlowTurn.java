package tandem.agentloop.flow;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tandem.agentloop.CallerInput;
import tandem.agentloop.DialogueEntry;
import tandem.agentloop.Expectation;
import tandem.agentloop.FlowMemory;
import tandem.agentloop.ModelOutcome.Next;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// One reply: takes what the caller did, or what a tool answered, and leaves what to say in the
/// speech and what to remember in the notes. Confined to one reply.
final class FlowTurn {

    private final Flow flow;
    private final Notes notes;
    private final Speech speech;
    private final Forms forms;
    private final Repairs repairs;
    private final Wishes wishes;
    private final Answers answers;

    /// @param history to know whether the last question was heard to its end
    FlowTurn(
            Flow flow,
            Map<String, ToolSpec> tools,
            IntentMatcher matcher,
            FlowMemory memory,
            List<DialogueEntry> history,
            LocalDate today) {
        this.flow = flow;
        Readings meaning = new Readings(matcher);
        this.notes = new Notes(memory);
        this.speech = new Speech(flow, notes, today);
        this.forms = new Forms(flow, tools, notes, speech);
        SlotFilling filling = new SlotFilling(flow, notes, today);
        this.repairs = new Repairs(flow, notes, speech, forms);
        this.wishes = new Wishes(flow, meaning, notes, speech, forms, filling, repairs);
        this.answers =
                new Answers(
                        flow,
                        meaning,
                        notes,
                        speech,
                        forms,
                        filling,
                        repairs,
                        wishes,
                        wasCutOff(history));
    }

    private static boolean wasCutOff(List<DialogueEntry> history) {
        return history.reversed().stream()
                .flatMap(entry ->
                        entry instanceof DialogueEntry.AgentSaid said
                                ? Stream.of(said)
                                : Stream.empty())
                .findFirst()
                .map(DialogueEntry.AgentSaid::interrupted)
                .orElse(false);
    }

    Speech speech() {
        return speech;
    }

    Notes notes() {
        return notes;
    }

    Next next() {
        return repairs.next();
    }

    /// The intent whose tool has to run before more can be said.
    Optional<Flow.Intent> wanted() {
        return forms.wanted();
    }

    Expectation expectation() {
        return Expectations.of(flow, notes);
    }

    void on(CallerInput input) {
        switch (input) {
            case CallerInput.Arrived _ -> speech.say(flow.greeting().welcome());
            case CallerInput.Spoke(var hypotheses) -> {
                Heard heard = Heard.of(hypotheses, expectation());
                if (heard.isEmpty()) {
                    repairs.misheard("");
                } else {
                    answers.to(heard);
                }
            }
            case CallerInput.Keyed(String digits) -> keyed(digits);
            case CallerInput.StayedSilent(int times) -> silent(times);
            case CallerInput.HandOverFailed(_, String callBack) -> handOverFailed(callBack);
        }
    }

    void on(ToolResult result) {
        if (forms.came(result)) {
            repairs.offerHuman();
        }
    }

    private void keyed(String digits) {
        Optional<Flow.Slot> slot = Keys.slotFor(flow, notes, forms.current(), digits);
        if (slot.isPresent()) {
            repairs.understood();
            notes.sure(slot.get().name(), Keys.joined(slot.get(), notes, digits));
            if (forms.current().isPresent()) {
                forms.proceed();
            } else {
                Keys.firstUse(flow, slot.get())
                        .ifPresent(intent -> wishes.askAbout(intent, Heard.NOTHING));
            }
        } else if (digits.equals("0")) {
            repairs.transfer("the caller pressed 0");
        } else {
            String asked =
                    switch (notes.pending()) {
                        case Pending.Fill(String name) -> name;
                        case Pending.Check(String name) -> name;
                        case Pending.Nothing _,
                                Pending.Act _,
                                Pending.DidYouWant _,
                                Pending.Which _,
                                Pending.OfferHuman _ ->
                                "";
                    };
            Flow.Slot known = flow.slots().get(asked);
            repairs.misheard(known == null ? "" : known.askAgain());
        }
    }

    private void silent(int times) {
        List<String> reprompts = flow.silence().reprompts();
        if (times > reprompts.size()) {
            repairs.hangUp(flow.silence().goodbye());
            return;
        }
        speech.say(reprompts.get(Math.max(0, times - 1)));
        switch (notes.pending()) {
            case Pending.Fill _, Pending.Check _, Pending.Act _ -> forms.askAgain();
            case Pending.Nothing _,
                    Pending.DidYouWant _,
                    Pending.Which _,
                    Pending.OfferHuman _ -> {}
        }
    }

    private void handOverFailed(String callBack) {
        notes.dropAll();
        repairs.understood();
        notes.put("no_human", "yes");
        speech.say(
                callBack.isEmpty() ? flow.escalation().unavailable() : flow.escalation().callBack(),
                Map.of("reference", callBack));
        speech.offerMore();
    }
}
