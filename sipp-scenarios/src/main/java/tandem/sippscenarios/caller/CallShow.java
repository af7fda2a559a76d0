package tandem.sippscenarios.caller;

import java.time.Duration;

/// Shows a call as it happens. Called on the call's thread.
public interface CallShow {

    void dialling(String target);

    void progressed(int status, String reason);

    /// @param setup from INVITE to answer
    void answered(Duration setup);

    void said(Duration sinceAnswer, String text);

    void keyed(Duration sinceAnswer, String key);

    void heard(Duration sinceAnswer, String text);

    /// Something the reader should know, beside what was said.
    void note(Duration sinceAnswer, String text);

    void goal(GoalResult result);

    void ended(Duration sinceAnswer, String sentence);

    void report(CallReport report);
}
