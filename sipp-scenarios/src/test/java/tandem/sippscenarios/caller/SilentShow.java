package tandem.sippscenarios.caller;

import java.time.Duration;

/// Shows nothing.
final class SilentShow implements CallShow {
    @Override
    public void dialling(String target) {}

    @Override
    public void progressed(int status, String reason) {}

    @Override
    public void answered(Duration setup) {}

    @Override
    public void said(Duration sinceAnswer, String text) {}

    @Override
    public void keyed(Duration sinceAnswer, String key) {}

    @Override
    public void heard(Duration sinceAnswer, String text) {}

    @Override
    public void note(Duration sinceAnswer, String text) {}

    @Override
    public void goal(GoalResult result) {}

    @Override
    public void ended(Duration sinceAnswer, String sentence) {}

    @Override
    public void report(CallReport report) {}
}
