package tandem.sipedge.dialog;

import tandem.callcontrol.EndCause;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.Refusal;
import tandem.callcontrol.SipEvent;
import tandem.sipedge.sdp.AnswerPlan;

/// What a dialog wants done, in order.
public sealed interface DialogEffect {

    /// 180.
    record SendRinging(Exchange exchange) implements DialogEffect {}

    /// 200 with the answer; kept for [ResendAnswer].
    record SendAnswer(Exchange exchange, AnswerPlan plan, MediaAddress local)
            implements DialogEffect {}

    /// The same 200 again.
    record ResendAnswer() implements DialogEffect {}

    /// A final response that needs no explanation: 200, 481, 487.
    record Reply(Exchange exchange, int status) implements DialogEffect {}

    /// A final response that says why.
    ///
    /// @param warning code of the `Warning` header; 0: none
    record Refuse(Exchange exchange, Refusal refusal, int warning) implements DialogEffect {}

    /// BYE with its reason.
    record SendBye(EndCause cause) implements DialogEffect {}

    /// To call control.
    record Tell(SipEvent event) implements DialogEffect {}
}
