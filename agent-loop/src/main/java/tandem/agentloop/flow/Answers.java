package tandem.agentloop.flow;

import java.util.Map;
import java.util.Optional;

/// What the engine makes of words by the question that is open. Confined to one reply.
final class Answers {

    private final Flow flow;
    private final Readings meaning;
    private final Notes notes;
    private final Speech speech;
    private final Forms forms;
    private final SlotFilling filling;
    private final Repairs repairs;
    private final Wishes wishes;
    private final boolean cutOff;

    /// @param cutOff whether the question was not heard to its end
    Answers(
            Flow flow,
            Readings meaning,
            Notes notes,
            Speech speech,
            Forms forms,
            SlotFilling filling,
            Repairs repairs,
            Wishes wishes,
            boolean cutOff) {
        this.flow = flow;
        this.meaning = meaning;
        this.notes = notes;
        this.speech = speech;
        this.forms = forms;
        this.filling = filling;
        this.repairs = repairs;
        this.wishes = wishes;
        this.cutOff = cutOff;
    }

    void to(Heard heard) {
        switch (open()) {
            case Pending.Nothing _ -> wishes.free(heard);
            case Pending.Fill(String slot) -> asked(forms.slot(slot), heard);
            case Pending.Check(String slot) -> readBack(forms.slot(slot), heard);
            case Pending.Act(String intent) -> action(forms.intent(intent), heard);
            case Pending.DidYouWant(String intent) -> wanted(forms.intent(intent), heard);
            case Pending.Which(String first, String second) ->
                    oneOf(new Choice(meaning, forms.intent(first), forms.intent(second)), heard);
            case Pending.OfferHuman _ -> humanOffered(heard);
        }
    }

    /// The open question, if it still makes sense: a memory may be older than the flow.
    private Pending open() {
        Pending pending = notes.pending();
        boolean sound =
                switch (pending) {
                    case Pending.Nothing _, Pending.OfferHuman _ -> true;
                    case Pending.Fill(String slot) -> isAskedByCurrent(slot);
                    case Pending.Check(String slot) -> isAskedByCurrent(slot);
                    case Pending.Act(String intent) ->
                            notes.current().equals(Optional.of(intent))
                                    && flow.intent(intent).isPresent();
                    case Pending.DidYouWant(String intent) -> flow.intent(intent).isPresent();
                    case Pending.Which(String first, String second) ->
                            flow.intent(first).isPresent() && flow.intent(second).isPresent();
                };
        return sound ? pending : Pending.nothing();
    }

    private boolean isAskedByCurrent(String slot) {
        return flow.slots().containsKey(slot)
                && forms.current().filter(intent -> intent.slots().contains(slot)).isPresent();
    }

    /// A slot was asked for.
    private void asked(Flow.Slot slot, Heard heard) {
        Flow.Intent form = forms.current().orElseThrow();
        Optional<Flow.Intent> other = otherThan(form, heard);
        if (other.isPresent() && isNewWish(other.get(), form, slot, heard)) {
            wishes.start(other.get(), heard);
        } else if (filling.fill(form, heard, slot.name())) {
            repairs.understood();
            forms.proceed();
        } else if (other.isPresent()) {
            wishes.start(other.get(), heard);
        } else if (filling.fillPart(slot, heard)) {
            repairs.understood();
            forms.proceed();
        } else {
            repairs.misheard(slot.askAgain());
        }
    }

    /// A slot was read back.
    private void readBack(Flow.Slot slot, Heard heard) {
        if (filling.correct(slot, heard)) {
            repairs.understood();
            if (notes.doubt(slot.name()).isPresent()) {
                speech.say(flow.repair().corrected());
            }
            forms.proceed();
            return;
        }
        Optional<Flow.Intent> other = otherThan(forms.current().orElseThrow(), heard);
        YesNo answer = heard.yesNo(false);
        if (other.isPresent() && heard.yesNo(true) == YesNo.UNCLEAR) {
            wishes.start(other.get(), heard);
        } else if (answer == YesNo.YES) {
            notes.doubt(slot.name()).ifPresent(value -> notes.sure(slot.name(), value));
            repairs.understood();
            forms.proceed();
        } else if (answer == YesNo.NO) {
            notes.forget(slot.name());
            notes.pending(new Pending.Fill(slot.name()));
            repairs.misheard(flow.repair().corrected() + " " + slot.askAgain());
        } else {
            repairs.misheard(slot.readBack());
        }
    }

    /// An action was announced. Only a plain yes, to a question that was heard to its end, does it.
    private void action(Flow.Intent intent, Heard heard) {
        for (String slot : intent.slots()) {
            if (isChanged(forms.slot(slot), heard)) {
                repairs.understood();
                speech.say(flow.repair().corrected());
                forms.proceed();
                return;
            }
        }
        YesNo plain = heard.withoutWordsOf(intent).yesNo(true);
        YesNo any = heard.yesNo(false);
        if (plain == YesNo.YES && any == YesNo.YES) {
            repairs.understood();
            if (cutOff && !notes.marked("asked_twice")) {
                notes.put("asked_twice", "yes");
                speech.say(intent.confirm());
            } else {
                notes.clear("asked_twice");
                forms.confirmed(intent);
            }
            return;
        }
        notes.clear("asked_twice");
        Optional<Flow.Intent> other = otherThan(intent, heard);
        if (other.isPresent() && heard.yesNo(true) == YesNo.UNCLEAR) {
            wishes.start(other.get(), heard);
        } else if (any == YesNo.NO) {
            repairs.understood();
            forms.drop();
            repairs.declined();
        } else {
            repairs.misheard(intent.confirm());
        }
    }

    /// Whether the words give a slot another value than the one that was just said.
    private boolean isChanged(Flow.Slot slot, Heard heard) {
        Optional<String> before = Optional.ofNullable(notes.known().get(slot.name()));
        return filling.correct(slot, heard)
                && !before.equals(Optional.ofNullable(notes.known().get(slot.name())));
    }

    /// "Did you want …?" was asked.
    private void wanted(Flow.Intent intent, Heard heard) {
        Optional<Flow.Intent> other = otherThan(intent, heard);
        YesNo answer = heard.yesNo(false);
        if (other.isPresent() && heard.yesNo(true) == YesNo.UNCLEAR) {
            wishes.start(other.get(), heard);
        } else if (answer == YesNo.YES || (answer != YesNo.NO && isMeant(intent, heard))) {
            wishes.start(intent, heard);
        } else if (answer == YesNo.NO) {
            repairs.understood();
            repairs.declined();
        } else {
            repairs.misheard(flow.repair().confirm(), Map.of("intent", intent.description()));
        }
    }

    /// Whether the caller says the same again instead of yes.
    private boolean isMeant(Flow.Intent intent, Heard heard) {
        return switch (meaning.understand(heard.hypotheses())) {
            case Understanding.Certain(Flow.Intent again) -> again.equals(intent);
            case Understanding.Likely(Flow.Intent again) -> again.equals(intent);
            case Understanding.Either _,
                    Understanding.OutOfScope _,
                    Understanding.NotUnderstood _ ->
                    false;
        };
    }

    /// "This, or that?" was asked.
    private void oneOf(Choice choice, Heard heard) {
        Optional<Flow.Intent> chosen = choice.of(heard);
        if (chosen.isPresent()) {
            wishes.start(chosen.get(), heard);
        } else if (heard.yesNo(false) == YesNo.NO) {
            repairs.understood();
            repairs.declined();
        } else {
            repairs.misheard("");
        }
    }

    private void humanOffered(Heard heard) {
        YesNo answer = heard.yesNo(false);
        if (heard.yesNo(true) == YesNo.UNCLEAR
                && meaning.understand(heard.hypotheses())
                        instanceof Understanding.Certain(Flow.Intent intent)) {
            wishes.start(intent, heard);
        } else if (answer == YesNo.NO) {
            notes.dropAll();
            repairs.understood();
            repairs.declined();
        } else {
            repairs.transfer(
                    answer == YesNo.YES
                            ? "the caller accepted the offer"
                            : "the caller was not understood");
        }
    }

    /// An intent that is meant for certain and is not `current`.
    private Optional<Flow.Intent> otherThan(Flow.Intent current, Heard heard) {
        return meaning.understand(heard.hypotheses())
                                instanceof Understanding.Certain(Flow.Intent intent)
                        && !intent.equals(current)
                ? Optional.of(intent)
                : Optional.empty();
    }

    /// Whether words that neither the open question nor the current intent explains speak for
    /// another intent.
    private static boolean isNewWish(
            Flow.Intent other, Flow.Intent form, Flow.Slot slot, Heard heard) {
        return Choice.keywordsOf(other).stream()
                .filter(word -> !Choice.keywordsOf(form).contains(word))
                .filter(word -> !Choice.stems(slot.ask()).contains(word))
                .anyMatch(word ->
                        heard.readings().stream()
                                .anyMatch(words -> Choice.stems(words).contains(word)));
    }
}
