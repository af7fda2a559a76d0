package tandem.sipedge.jain;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/// Sends a request to the hop that [Peer] attached to it: where requests go is decided there.
///
/// Stateless. Made by the stack through its name, hence public.
public final class FlowRouter implements Router {

    public FlowRouter(@Nullable SipStack stack, @Nullable String defaultRoute) {}

    @Override
    public Hop getNextHop(Request request) throws SipException {
        if (request instanceof SIPRequest sip && sip.getApplicationData() instanceof Hop hop) {
            return hop;
        }
        throw new SipException("the request has no hop");
    }

    @Override
    @Deprecated
    @SuppressWarnings({"rawtypes", "InlineMeSuggester"}) // as the interface has it
    public @Nullable ListIterator getNextHops(Request request) {
        return null;
    }

    @Override
    public @Nullable Hop getOutboundProxy() {
        return null;
    }
}
