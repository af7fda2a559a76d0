package tandem.app;

import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tandem.callcontrol.CallFact;
import tandem.callcontrol.CallJournal;
import tandem.callmodel.CallId;

/// A line per call for whoever watches the terminal: who by their last digits, how long, why it
/// ended. No word of what was said.
///
/// Thread-safe: one `println` per line.
final class CallLines implements CallJournal {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final PrintStream out;

    CallLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void append(CallFact fact) {
        switch (fact) {
            case CallFact.Arrived arrived ->
                    line(fact, "from " + arrived.from() + " at " + arrived.source());
            case CallFact.Refused refused ->
                    line(
                            fact,
                            "refused "
                                    + refused.refusal().sipCode()
                                    + ": "
                                    + refused.refusal().sentence());
            case CallFact.Answered answered ->
                    line(
                            fact,
                            "answered in "
                                    + answered.setup().toMillis()
                                    + " ms, "
                                    + answered.media().codec());
            case CallFact.Ended ended ->
                    line(
                            fact,
                            "ended after "
                                    + seconds(ended.length())
                                    + ": "
                                    + ended.cause().sentence()
                                    + String.format(
                                            Locale.ROOT, " (MOS %.1f)", ended.quality().mos()));
            case CallFact.Held _, CallFact.Keyed _, CallFact.Conversed _, CallFact.Recorded _ -> {
                // The journal has these.
            }
        }
    }

    @Override
    public void close() {
        out.flush();
    }

    private void line(CallFact fact, String text) {
        out.println(CLOCK.format(fact.at()) + "  call " + abbreviated(fact.call()) + "  " + text);
    }

    private static String abbreviated(CallId call) {
        return call.value().length() <= 8 ? call.value() : call.value().substring(0, 8);
    }

    private static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
    }
}
