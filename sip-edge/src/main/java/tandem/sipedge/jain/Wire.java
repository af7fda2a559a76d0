package tandem.sipedge.jain;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.io.IOException;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.SipProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends, and counts what was sent and what could not be. Thread-safe.
record Wire(SipProvider provider, SipMeters meters) {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /// Sends a response within its transaction.
    void send(ServerExchange exchange, SIPResponse response) {
        try {
            exchange.transaction().sendResponse(response);
            meters.responseSent(exchange.request().getMethod(), response.getStatusCode());
        } catch (SipException | InvalidArgumentException e) {
            failed(exchange.request().getMethod(), e);
        }
    }

    /// Sends the 200 of an INVITE again, which the stack's transaction has forgotten by then: over
    /// its connection if it came by one.
    void resend(ServerExchange exchange, SIPResponse response) {
        SIPRequest request = exchange.request();
        if (request.getTopmostVia().getTransport().equalsIgnoreCase("udp")
                || !(request.getMessageChannel() instanceof MessageChannel connection)) {
            sendStateless(request, response);
            return;
        }
        try {
            connection.sendMessage(response);
            meters.responseSent(request.getMethod(), response.getStatusCode());
        } catch (IOException e) {
            failed(request.getMethod(), e);
        }
    }

    /// Sends a response that no state is kept for.
    void sendStateless(SIPRequest request, SIPResponse response) {
        try {
            provider.sendResponse(response);
            meters.responseSent(request.getMethod(), response.getStatusCode());
        } catch (SipException e) {
            failed(request.getMethod(), e);
        }
    }

    /// Sends a request; what becomes of it is told to the listener with `owner` attached.
    ///
    /// @return false when it could not be sent: nothing will be told
    boolean send(SIPRequest request, Object owner) {
        try {
            ClientTransaction transaction = provider.getNewClientTransaction(request);
            transaction.setApplicationData(owner);
            transaction.sendRequest();
            meters.requestSent(request.getMethod());
            return true;
        } catch (SipException e) {
            failed(request.getMethod(), e);
            return false;
        }
    }

    private void failed(String method, Exception problem) {
        meters.sendFailed(method);
        LOG.debug("{} could not be sent: {}", method, problem.getClass().getName());
    }
}
