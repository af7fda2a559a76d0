package tandem.sipedge.jain;

import gov.nist.javax.sip.ServerTransactionExt;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import tandem.callcontrol.Refusal;
import tandem.callmodel.CallId;

/// Where requests enter (RFC 3261 §8.2): what cannot be for a call is answered here, the rest is
/// handed to its call.
///
/// Called on the stack's threads, takes constant time and never waits. Thread-safe: its one mutable
/// field is a volatile flag.
final class RequestGate implements SipListener {

    private static final Refusal NO_DIALOG =
            Refusal.of(481, "sip.no-dialog", "No call of this name is known.");
    private static final Refusal MERGED =
            Refusal.of(482, "sip.merged", "This INVITE came by another way already.");
    private static final Refusal METHOD =
            Refusal.of(405, "sip.method", "This method is not served.");
    private static final Refusal HOPS =
            Refusal.of(483, "sip.max-forwards", "The request may not be forwarded any more.");
    private static final Refusal SCHEME =
            Refusal.of(416, "sip.uri-scheme", "Only sip, sips and tel URIs are served.");
    private static final Refusal VERSION =
            Refusal.of(505, "sip.version", "Only SIP/2.0 is spoken.");
    private static final Refusal HEADERS =
            Refusal.of(400, "sip.headers", "A header that this request must have is missing.");
    private static final Refusal EXTENSION =
            Refusal.of(420, "sip.require", "The request requires an extension that is not served.");

    private final Edge edge;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean draining;

    RequestGate(Edge edge) {
        this.edge = edge;
    }

    void drain() {
        draining = true;
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        String method = request.getMethod();
        edge.meters().requestReceived(method);
        switch (method) {
            case "ACK" -> acknowledge(request);
            case "CANCEL" -> cancel(request, event.getServerTransaction());
            case "INVITE", "BYE", "INFO", "OPTIONS" -> admit(request);
            default -> refuse(request, METHOD);
        }
    }

    private void acknowledge(SIPRequest ack) {
        edge.table()
                .dialog(DialogKey.of(ack))
                .ifPresentOrElse(
                        call -> call.offer(new CallInput.Acked(ack.getCSeq().getSeqNumber())),
                        () -> edge.meters().dropped("stray-ack"));
    }

    private void cancel(SIPRequest cancel, ServerTransaction transaction) {
        if (transaction == null) {
            refuse(cancel, NO_DIALOG);
            return;
        }
        ServerExchange exchange = new ServerExchange(cancel, transaction);
        ServerTransaction invite =
                ((ServerTransactionExt) transaction).getCanceledInviteTransaction();
        boolean taken =
                invite != null
                        && invite.getApplicationData() instanceof SipCall call
                        && call.offer(new CallInput.Arrived(exchange));
        if (!taken) {
            // The INVITE has its final response: too late, which is no error (RFC 3261 §9.2).
            edge.wire().send(exchange, edge.responses().of(cancel, 200, newTag()));
        }
    }

    private void admit(SIPRequest request) {
        if (!request.getSIPVersion().equalsIgnoreCase("SIP/2.0")) {
            refuse(request, VERSION);
        } else if (Requests.required(request).isPresent()) {
            refuse(request, EXTENSION);
        } else if (request.getToTag() != null) {
            within(request);
        } else if (!Requests.isServed(request.getRequestURI())) {
            refuse(request, SCHEME);
        } else {
            outside(request);
        }
    }

    private void within(SIPRequest request) {
        Optional<SipCall> call = edge.table().dialog(DialogKey.of(request));
        if (call.isEmpty()) {
            refuse(request, NO_DIALOG);
            return;
        }
        open(request)
                .ifPresent(exchange -> {
                    if (request.getMethod().equals("INVITE")) {
                        exchange.transaction().setApplicationData(call.get());
                        trying(exchange);
                    }
                    if (!call.get().offer(new CallInput.Arrived(exchange))) {
                        refuse(exchange, NO_DIALOG);
                    }
                });
    }

    private void outside(SIPRequest request) {
        switch (request.getMethod()) {
            case "INVITE" -> invite(request);
            case "OPTIONS" -> options(request);
            default -> refuse(request, NO_DIALOG);
        }
    }

    private void options(SIPRequest request) {
        if (draining) {
            refuse(request, drained());
            return;
        }
        SIPResponse response = edge.responses().of(request, 200, newTag());
        edge.responses().capabilities(response);
        reply(request, response);
    }

    private void invite(SIPRequest request) {
        if (request.getMaxForwards() != null && request.getMaxForwards().getMaxForwards() == 0) {
            refuse(request, HOPS);
        } else if (draining) {
            refuse(request, drained());
        } else if (edge.table().calls() >= edge.settings().maxCalls()) {
            refuse(
                    request,
                    Refusal.later(
                            "sip.max-calls",
                            "As many calls as the edge takes are there.",
                            edge.settings().retryAfter()));
        } else {
            begin(request);
        }
    }

    private void begin(SIPRequest request) {
        switch (edge.invites().remember(request)) {
            case COPY -> edge.meters().dropped("retransmission");
            case MERGED -> refuse(request, MERGED);
            case NEW -> open(request).ifPresent(this::begin);
        }
    }

    private void begin(ServerExchange exchange) {
        trying(exchange);
        CallId id = CallId.of(UUID.randomUUID());
        SipCall call = new SipCall(id, exchange, newTag(), edge, random);
        exchange.transaction().setApplicationData(call);
        edge.table().add(call);
        Thread.ofVirtual().name("sip-" + id).start(call);
    }

    private void trying(ServerExchange exchange) {
        edge.wire().send(exchange, edge.responses().of(exchange.request(), 100, ""));
    }

    private void refuse(SIPRequest request, Refusal refusal) {
        reply(request, refusal(request, refusal));
    }

    private void refuse(ServerExchange exchange, Refusal refusal) {
        edge.wire().send(exchange, refusal(exchange.request(), refusal));
    }

    private SIPResponse refusal(SIPRequest request, Refusal refusal) {
        edge.meters().refused(refusal.rule());
        return edge.responses().of(request, refusal, 0, newTag());
    }

    private Refusal drained() {
        return Refusal.later(
                "sip.draining", "The server is about to stop.", edge.settings().retryAfter());
    }

    /// An INVITE's final response needs a transaction, and so does anything over a connection,
    /// which only a transaction knows; the rest costs no memory.
    private void reply(SIPRequest request, SIPResponse response) {
        boolean datagram = request.getTopmostVia().getTransport().equalsIgnoreCase("udp");
        if (datagram && !request.getMethod().equals("INVITE")) {
            edge.wire().sendStateless(request, response);
        } else {
            open(request).ifPresent(exchange -> edge.wire().send(exchange, response));
        }
    }

    private Optional<ServerExchange> open(SIPRequest request) {
        try {
            return Optional.of(
                    new ServerExchange(
                            request, edge.wire().provider().getNewServerTransaction(request)));
        } catch (TransactionAlreadyExistsException _) {
            edge.meters().dropped("retransmission");
        } catch (TransactionUnavailableException _) {
            edge.wire().sendStateless(request, refusal(request, HEADERS));
        }
        return Optional.empty();
    }

    private String newTag() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void processResponse(ResponseEvent event) {
        if (event.getResponse().getStatusCode() >= 200
                && event.getClientTransaction() != null
                && event.getClientTransaction().getApplicationData() instanceof SipCall call) {
            call.byeFinished();
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (event.isServerTransaction()) {
            // An INVITE's refusal was never acknowledged: its call is over already.
            edge.meters().dropped("no-ack-of-refusal");
        } else if (event.getClientTransaction().getApplicationData() instanceof SipCall call) {
            call.byeFinished();
        }
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processIOException(IOExceptionEvent event) {
        edge.meters().dropped("io-failure");
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        throw new IllegalStateException("the stack keeps no dialogs");
    }
}
