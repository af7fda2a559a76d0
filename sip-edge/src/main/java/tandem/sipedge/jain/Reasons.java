package tandem.sipedge.jain;

import tandem.callcontrol.EndCause;
import tandem.callcontrol.Refusal;

/// `Reason` header values (RFC 3326, RFC 6432) and their texts.
final class Reasons {

    private Reasons() {}

    /// `SIP;cause=488;text="… (rule)"`; the text is left out when it cannot be written.
    static String of(Refusal refusal, SipMeters meters) {
        return "SIP;cause="
                + refusal.sipCode()
                + text(refusal.sentence() + " (" + refusal.rule() + ")", meters);
    }

    /// `Q.850;cause=16;text="…"`.
    static String of(EndCause cause, SipMeters meters) {
        return "Q.850;cause=" + q850(cause.kind()) + text(cause.sentence(), meters);
    }

    /// ITU-T Q.850 §2.2.7.
    private static int q850(EndCause.Kind kind) {
        return switch (kind) {
            case REMOTE_HUNG_UP, REMOTE_CANCELLED, AGENT_HUNG_UP -> 16; // normal clearing
            case TOO_LONG -> 31; // normal, unspecified
            case SETUP_FAILED, FAULT -> 41; // temporary failure
            case OVERLOADED -> 42; // switching equipment congestion
            case SHUTDOWN -> 27; // destination out of order
            case NOT_ACKNOWLEDGED, MEDIA_TIMED_OUT -> 102; // recovery on timer expiry
        };
    }

    private static String text(String sentence, SipMeters meters) {
        return HeaderText.of(sentence)
                .map(text -> ";text=" + text.quoted())
                .orElseGet(() -> {
                    meters.headerRefused();
                    return "";
                });
    }
}
