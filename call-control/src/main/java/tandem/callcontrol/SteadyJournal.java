package tandem.callcontrol;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A journal that never fails its caller: what another one throws is counted and logged, and the
/// call goes on.
///
/// Thread-safe because the journal within is.
record SteadyJournal(CallJournal within, CallMeters meters) implements CallJournal {

    private static final Logger log = LoggerFactory.getLogger(SteadyJournal.class);

    @Override
    public void append(CallFact fact) {
        try {
            within.append(fact);
        } catch (RuntimeException failure) {
            meters.portFailed("journal");
            log.error(
                    "call {}: the journal lost {}",
                    fact.call(),
                    fact.getClass().getSimpleName(),
                    failure);
        }
    }

    @Override
    public void close() {
        within.close();
    }
}
