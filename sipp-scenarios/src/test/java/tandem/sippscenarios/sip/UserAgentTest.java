package tandem.sippscenarios.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tandem.callmodel.time.Time;

class UserAgentTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final SipTimers QUICK =
            new SipTimers(Duration.ofMillis(40), Duration.ofMillis(160), Duration.ofMillis(200));

    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private final FarEnd farEnd = new FarEnd();
    private final UserAgent agent =
            new UserAgent(
                    new UdpTransport(LOOPBACK, 0), QUICK, Time.system(), new SplittableRandom(1));

    UserAgentTest() throws IOException {
        agent.start();
    }

    @AfterEach
    void close() {
        agent.close();
        farEnd.close();
    }

    @Test
    void a_call_survives_the_loss_of_its_first_messages() throws Exception {
        UserAgent.Handle handle = dial();
        farEnd.awaitRequest("INVITE");
        farEnd.awaitRequest("INVITE");
        SipRequest invite = farEnd.awaitRequest("INVITE");
        farEnd.send(SipResponse.to(invite, 100, "Trying", ""));
        farEnd.send(ok(invite));
        farEnd.awaitRequest("ACK");
        farEnd.send(ok(invite));
        farEnd.awaitRequest("ACK");
        assertThat(next()).isInstanceOf(CallEvent.Answered.class);

        handle.end();
        farEnd.awaitRequest("BYE");
        SipRequest bye = farEnd.awaitRequest("BYE");
        farEnd.send(SipResponse.to(bye, 200, "OK", "far"));

        assertThat(next())
                .isInstanceOfSatisfying(
                        CallEvent.Ended.class,
                        ended -> assertThat(ended.by()).isEqualTo(CallEvent.By.US));
    }

    @Test
    void the_far_end_may_hang_up() throws Exception {
        dial();
        SipRequest invite = farEnd.awaitRequest("INVITE");
        farEnd.send(ok(invite));
        SipRequest ack = farEnd.awaitRequest("ACK");
        assertThat(next()).isInstanceOf(CallEvent.Answered.class);

        farEnd.send(
                "BYE sip:caller@127.0.0.1 SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP 127.0.0.1:"
                        + farEnd.port()
                        + ";branch=z9hG4bKx;rport\r\n"
                        + "f: "
                        + ack.headers().first("To").orElseThrow()
                        + "\r\n"
                        + "t: "
                        + ack.headers().first("From").orElseThrow()
                        + "\r\n"
                        + "i: "
                        + ack.callId()
                        + "\r\nCSeq: 3 BYE\r\nl: 0\r\n\r\n");

        SipMessage answer = farEnd.await("SIP/2.0 200");
        assertThat(answer.headers().items("Via").getFirst())
                .contains("rport=" + farEnd.port())
                .contains("received=127.0.0.1");
        assertThat(next())
                .isInstanceOfSatisfying(
                        CallEvent.Ended.class,
                        ended -> assertThat(ended.by()).isEqualTo(CallEvent.By.FAR_END));
    }

    @Test
    void garbage_does_not_disturb_a_call() throws Exception {
        dial();
        SipRequest invite = farEnd.awaitRequest("INVITE");
        farEnd.send("\0\1\2 not SIP at all");
        farEnd.send("SIP/2.0 abc\r\n\r\n");
        farEnd.send("SIP/2.0 200 OK\r\nContent-Length: 999999999999\r\n\r\n");
        farEnd.send(ok(invite));

        assertThat(next()).isInstanceOf(CallEvent.Answered.class);
    }

    @Test
    void options_outside_a_call_is_answered_and_another_invite_is_busy() throws Exception {
        dial();
        farEnd.awaitRequest("INVITE");

        farEnd.send(strange("OPTIONS"));
        assertThat(farEnd.await("SIP/2.0 200").headers().first("Allow")).isPresent();
        farEnd.send(strange("INVITE"));
        farEnd.await("SIP/2.0 486");
        farEnd.send(strange("BYE"));
        farEnd.await("SIP/2.0 481");
    }

    @Test
    void a_port_where_nothing_listens_is_told_at_once() throws Exception {
        int freePort;
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            freePort = socket.getLocalPort();
        }
        long before = System.nanoTime();
        agent.call(plan("sip:agent@127.0.0.1:" + freePort), events::add);

        CallEvent.Failed failed = (CallEvent.Failed) next();

        assertThat(failed.failure()).isEqualTo(CallEvent.Failure.UNREACHABLE);
        assertThat(failed.sentence()).contains("nothing listens").contains(":" + freePort);
        assertThat(System.nanoTime() - before).isLessThan(QUICK.giveUp().toNanos());
    }

    @Test
    void a_name_without_an_address_is_told() throws Exception {
        agent.call(plan("sip:agent@no-such-host.invalid"), events::add);

        assertThat(((CallEvent.Failed) next()).sentence()).contains("no-such-host.invalid");
    }

    @Test
    void over_tcp_messages_are_cut_by_their_length_however_they_arrive() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
                UserAgent overTcp =
                        new UserAgent(
                                new TcpTransport(LOOPBACK, 0),
                                QUICK,
                                Time.system(),
                                new SplittableRandom(2))) {
            overTcp.start();
            overTcp.call(plan("sip:agent@127.0.0.1:" + server.getLocalPort()), events::add);
            try (Socket socket = server.accept()) {
                StreamFramer framer =
                        new StreamFramer(Channels.newChannel(socket.getInputStream()));
                SipRequest invite = (SipRequest) framer.next();
                InetSocketAddress from = (InetSocketAddress) socket.getRemoteSocketAddress();
                assertThat(from.getPort()).isEqualTo(overTcp.local().getPort());
                byte[] ringing = SipResponse.to(invite, 180, "Ringing", "far").encode();
                byte[] ok = ok(invite).encode();
                OutputStream out = socket.getOutputStream();
                out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(ringing);
                out.write(ok, 0, 50);
                out.flush();
                assertThat(next()).isInstanceOf(CallEvent.Progressed.class);
                out.write(ok, 50, ok.length - 50);
                out.flush();

                assertThat(next()).isInstanceOf(CallEvent.Answered.class);
                assertThat(((SipRequest) framer.next()).method()).isEqualTo("ACK");
            }
        }
    }

    @Test
    void a_tcp_port_where_nothing_listens_is_told_at_once() throws Exception {
        int freePort;
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            freePort = server.getLocalPort();
        }
        try (UserAgent overTcp =
                UserAgent.overTcp(LOOPBACK, Time.system(), new SplittableRandom(3))) {
            overTcp.start();
            overTcp.call(plan("sip:agent@127.0.0.1:" + freePort), events::add);

            assertThat(((CallEvent.Failed) next()).sentence()).contains("nothing listens");
        }
    }

    private UserAgent.Handle dial() throws InterruptedException {
        return agent.call(plan("sip:agent@127.0.0.1:" + farEnd.port()), events::add);
    }

    private static UserAgent.Plan plan(String target) {
        return new UserAgent.Plan(
                SipUri.parse(target).orElseThrow(),
                "sip:caller@127.0.0.1",
                new LocalAudio("127.0.0.1", 30_000, List.of(0, 8)),
                Duration.ofSeconds(60));
    }

    private CallEvent next() throws InterruptedException {
        CallEvent event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event within 20 s").isNotNull();
        return event;
    }

    private SipResponse ok(SipRequest invite) {
        String sdp = "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 40000 RTP/AVP 0\r\n";
        return SipResponse.to(invite, 200, "OK", "far")
                .with("Contact", "<sip:agent@127.0.0.1:" + farEnd.port() + ">")
                .withSdp(sdp.getBytes(StandardCharsets.UTF_8));
    }

    private String strange(String method) {
        return method
                + " sip:caller@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
                + farEnd.port()
                + ";branch=z9hG4bKs"
                + method
                + "\r\nFrom: <sip:x@y>;tag=1\r\nTo: <sip:caller@127.0.0.1>\r\nCall-ID: strange\r\nCSeq: 1 "
                + method
                + "\r\nContent-Length: 0\r\n\r\n";
    }
}
