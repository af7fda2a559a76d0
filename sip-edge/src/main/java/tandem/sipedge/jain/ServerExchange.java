package tandem.sipedge.jain;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.ServerTransaction;
import tandem.sipedge.dialog.Exchange;

/// A request and the server transaction that answers it. Immutable; the transaction is the stack's.
record ServerExchange(SIPRequest request, ServerTransaction transaction) implements Exchange {

    long sequence() {
        return request.getCSeq().getSeqNumber();
    }

    /// Where the request came from, whatever its headers say.
    InetSocketAddress source() {
        return source(request);
    }

    InetAddress sourceAddress() {
        return request.getPeerPacketSourceAddress();
    }

    static InetSocketAddress source(SIPRequest request) {
        return new InetSocketAddress(
                request.getPeerPacketSourceAddress(), request.getPeerPacketSourcePort());
    }
}
