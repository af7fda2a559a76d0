package tandem.app;

import java.util.List;
import tandem.callcontrol.CallFact;
import tandem.callcontrol.CallJournal;

/// Hands every fact to several journals, in order. Immutable.
record FanOutJournal(List<CallJournal> journals) implements CallJournal {

    FanOutJournal {
        journals = List.copyOf(journals);
    }

    @Override
    public void append(CallFact fact) {
        journals.forEach(journal -> journal.append(fact));
    }

    @Override
    public void close() {
        journals.forEach(CallJournal::close);
    }
}
