package tandem.sipedge.jain;

import java.util.function.Consumer;
import tandem.callcontrol.SipEvent;
import tandem.callmodel.time.Time;
import tandem.sipedge.SipSettings;
import tandem.sipedge.dialog.Timings;
import tandem.sipedge.sdp.AnswerRules;

/// What all calls of one edge share. Immutable; its parts are thread-safe.
///
/// @param port that we listen on
record Edge(
        SipSettings settings,
        Time time,
        SipMeters meters,
        CallTable table,
        InviteMemory invites,
        Wire wire,
        int port,
        Responses responses,
        OwnAddress own,
        Consumer<SipEvent> events) {

    Timings timings() {
        return Timings.of(settings.t1(), settings.t2(), settings.setupTimeout());
    }

    AnswerRules rules() {
        return new AnswerRules(settings.codecs(), settings.preferOwnOrder(), settings.packetTime());
    }
}
