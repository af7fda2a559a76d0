package tandem.sippscenarios.caller;

import java.util.ArrayList;
import java.util.List;

/// What the caller does on a call. Immutable.
///
/// @param voice the flite voice it speaks with
/// @param hears sentences the agent may say: the vocabulary of the caller's ears
public record Script(String name, String voice, List<String> hears, List<Step> steps) {

    public Script {
        hears = List.copyOf(hears);
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a script has at least one step");
        }
    }

    /// Everything the caller may have to say, to be rendered before it dials.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        collect(steps, lines);
        return lines.stream().distinct().toList();
    }

    /// True when a step judges words, for which the caller needs ears.
    boolean needsEars() {
        return steps.stream()
                .anyMatch(step ->
                        (step instanceof Step.Listen listen && !listen.expect().isEmpty())
                                || (step instanceof Step.Interrupt cut && !cut.heard().isEmpty()));
    }

    /// The same script for a caller without ears: it waits for the agent's turns and judges no
    /// word.
    Script deaf() {
        return new Script(name, voice, hears, steps.stream().map(Script::deaf).toList());
    }

    private static Step deaf(Step step) {
        return switch (step) {
            case Step.Listen listen ->
                    new Step.Listen(
                            listen.goal(),
                            Expect.NOTHING,
                            listen.within(),
                            listen.quiet(),
                            listen.answerWithin(),
                            1,
                            List.of());
            case Step.Interrupt cut ->
                    new Step.Interrupt(
                            cut.goal(),
                            cut.text(),
                            cut.after(),
                            cut.silentWithin(),
                            cut.within(),
                            "",
                            Expect.NOTHING);
            case Step.Say _, Step.Key _, Step.Pause _, Step.HangUp _, Step.AwaitHangUp _ -> step;
        };
    }

    private static void collect(List<Step> steps, List<String> into) {
        for (Step step : steps) {
            switch (step) {
                case Step.Say(String text) -> into.add(text);
                case Step.Interrupt interrupt -> into.add(interrupt.text());
                case Step.Listen listen -> collect(listen.otherwise(), into);
                case Step.Key _, Step.Pause _, Step.HangUp _, Step.AwaitHangUp _ -> {}
            }
        }
    }
}
