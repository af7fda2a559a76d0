package tandem.sipedge.jain;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// A caller that writes its messages by hand. One call; confined to the test's thread.
final class TextCaller implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final String OFFER =
            """
            v=0
            o=alice 2890844526 2890844526 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 49170 RTP/AVP 8 0 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=ptime:20
            """
                    .replace("\n", "\r\n");

    final SipSocket socket;
    final int serverPort;
    final String callId = UUID.randomUUID() + "@caller.invalid";
    final String fromTag = "f" + UUID.randomUUID().toString().substring(0, 8);
    final List<TextMessage> passedOver = new ArrayList<>();
    String toTag = "";
    String branch = "";
    int sequence;
    String extra = "";

    TextCaller(SipSocket socket, int serverPort) {
        this.socket = socket;
        this.serverPort = serverPort;
    }

    static TextCaller udp(int port) throws IOException {
        return new TextCaller(SipSocket.udp(port), port);
    }

    static TextCaller tcp(int port) throws IOException {
        return new TextCaller(SipSocket.tcp(port), port);
    }

    String via() {
        return "SIP/2.0/%s 127.0.0.1:%d;rport;branch=%s"
                .formatted(socket.transport(), socket.port(), branch);
    }

    String contact() {
        return "<sip:alice@127.0.0.1:%d;transport=%s>"
                .formatted(socket.port(), socket.transport().toLowerCase());
    }

    String to() {
        return "<sip:+4930123456@127.0.0.1:%d>%s"
                .formatted(serverPort, toTag.isEmpty() ? "" : ";tag=" + toTag);
    }

    /// A request with all that every request has; `headers` are whole lines ended by CRLF.
    String request(String method, int cseq, String headers, String body) {
        return method
                + " sip:+4930123456@127.0.0.1:"
                + serverPort
                + " SIP/2.0\r\n"
                + "Via: "
                + via()
                + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: \"Alice\" <sip:alice@atlanta.invalid>;tag="
                + fromTag
                + "\r\n"
                + "To: "
                + to()
                + "\r\n"
                + "Call-ID: "
                + callId
                + "\r\n"
                + "CSeq: "
                + cseq
                + " "
                + method
                + "\r\n"
                + extra
                + headers
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    void newBranch() {
        branch = "z9hG4bK" + UUID.randomUUID().toString().replace("-", "");
    }

    /// Sends an INVITE, the first one or a later one.
    String invite(String offer) throws IOException {
        newBranch();
        String invite =
                request(
                        "INVITE",
                        ++sequence,
                        "Contact: " + contact() + "\r\nContent-Type: application/sdp\r\n",
                        offer);
        socket.send(invite);
        return invite;
    }

    void ack() throws IOException {
        newBranch();
        socket.send(request("ACK", sequence, "", ""));
    }

    /// ACK of a refusal belongs to the INVITE's transaction (RFC 3261 §17.1.1.3).
    void ackRefusal() throws IOException {
        socket.send(request("ACK", sequence, "", ""));
    }

    void cancel() throws IOException {
        socket.send(request("CANCEL", sequence, "", ""));
    }

    void send(String method, String headers, String body) throws IOException {
        newBranch();
        socket.send(request(method, ++sequence, headers, body));
    }

    TextMessage expect(Predicate<TextMessage> wanted, String what) throws IOException {
        TextMessage message = await(wanted, what);
        if (message.isResponse() && message.status() > 100) {
            toTag = message.tag("To");
        }
        return message;
    }

    /// The next message that fits; others are kept in [#passedOver].
    TextMessage await(Predicate<TextMessage> wanted, String what) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var message = socket.receive(Duration.ofNanos(until - System.nanoTime()));
            if (message.isPresent()) {
                if (wanted.test(message.get())) {
                    return message.get();
                }
                passedOver.add(message.get());
            }
        }
        throw new AssertionError(what + " did not come; there came " + passedOver);
    }

    TextMessage expect(int status, String method) throws IOException {
        return expect(
                m -> m.isResponse() && m.status() == status && m.method().equals(method),
                status + " to " + method);
    }

    TextMessage expectRequest(String method) throws IOException {
        return expect(m -> !m.isResponse() && m.method().equals(method), method);
    }

    /// 200 to a request of the server.
    void ok(TextMessage request) throws IOException {
        StringBuilder response = new StringBuilder("SIP/2.0 200 OK\r\n");
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            request.headers(name)
                    .forEach(v -> response.append(name).append(": ").append(v).append("\r\n"));
        }
        socket.send(response + "Content-Length: 0\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
