package tandem.callcontrol;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tandem.callmodel.CallId;
import tandem.callmodel.PartyAddress;

/// A desk where nobody is, until a test says otherwise. Thread-safe.
public final class FakeHumanDesk implements HumanDesk {

    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private volatile Outcome outcome = new Outcome.Unavailable("closed");

    public void answerWith(Outcome next) {
        outcome = next;
    }

    public List<String> reasons() {
        return List.copyOf(reasons);
    }

    @Override
    public Outcome ask(CallId call, PartyAddress caller, String reason) {
        reasons.add(reason);
        return outcome;
    }
}
