package tandem.agentloop.voice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tandem.agentloop.DialogueEntry;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;

/// The conversation as it was heard: the agent's words only as far as their audio was sent.
/// Bounded: the oldest lines are dropped.
///
/// Confined to the call's thread.
final class Dialogue {

    private final int limit;
    private final Deque<DialogueEntry> entries = new ArrayDeque<>();

    Dialogue(int limit) {
        this.limit = limit;
    }

    void callerSaid(TurnId turn, PersonalText text) {
        if (!text.isBlank()) {
            add(new DialogueEntry.CallerSaid(turn, text));
        }
    }

    /// What the caller said in this turn comes again, longer, with a later one.
    void withdraw(TurnId turn) {
        entries.removeIf(entry ->
                entry instanceof DialogueEntry.CallerSaid(TurnId of, PersonalText _)
                        && of.equals(turn));
    }

    void correct(TurnId turn, PersonalText text) {
        List<DialogueEntry> corrected = new ArrayList<>();
        for (DialogueEntry entry : entries) {
            corrected.add(
                    entry instanceof DialogueEntry.CallerSaid(TurnId of, PersonalText _)
                                    && of.equals(turn)
                            ? new DialogueEntry.CallerSaid(turn, text)
                            : entry);
        }
        entries.clear();
        entries.addAll(corrected);
    }

    /// Nothing heard leaves nothing behind.
    void agentSaid(TurnId turn, PersonalText heard, boolean interrupted) {
        if (!heard.isBlank()) {
            add(new DialogueEntry.AgentSaid(turn, heard, interrupted));
        }
    }

    /// Everything before `turn`, oldest first.
    List<DialogueEntry> before(TurnId turn) {
        return entries.stream()
                .filter(entry ->
                        switch (entry) {
                            case DialogueEntry.CallerSaid(TurnId of, var _) ->
                                    of.compareTo(turn) < 0;
                            case DialogueEntry.AgentSaid(TurnId of, var _, boolean _) ->
                                    of.compareTo(turn) < 0;
                        })
                .toList();
    }

    private void add(DialogueEntry entry) {
        entries.addLast(entry);
        while (entries.size() > limit) {
            entries.removeFirst();
        }
    }
}
