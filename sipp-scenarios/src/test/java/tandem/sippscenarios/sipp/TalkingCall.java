package tandem.sippscenarios.sipp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tandem.callmodel.time.Time;
import tandem.sippscenarios.rtp.RtpPacket;
import tandem.sippscenarios.sip.CallEvent;
import tandem.sippscenarios.sip.LocalAudio;
import tandem.sippscenarios.sip.SipUri;
import tandem.sippscenarios.sip.UserAgent;

/// A running call whose media socket lies open: what the server sends is noted with its arrival,
/// and anything may be sent from the negotiated source. Confined to the test's thread, but for the
/// one that hears.
final class TalkingCall implements AutoCloseable {

    /// @param nanos when it arrived here
    record Heard(int sequence, long nanos) {}

    private final UserAgent agent;
    private final DatagramSocket media;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Semaphore arrivals = new Semaphore(0);
    private final CompletableFuture<CallEvent> over = new CompletableFuture<>();
    private UserAgent.Handle handle;
    private InetSocketAddress server;

    private TalkingCall(UserAgent agent, DatagramSocket media) {
        this.agent = agent;
        this.media = media;
    }

    /// Returns once it is answered.
    static TalkingCall to(String sipAddress) throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        UserAgent agent = UserAgent.overUdp(loopback, Time.system(), new SplittableRandom());
        agent.start();
        DatagramSocket media = new DatagramSocket(new InetSocketAddress(loopback, 0));
        media.setReceiveBufferSize(1 << 20);
        TalkingCall call = new TalkingCall(agent, media);
        Thread.ofPlatform().daemon().name("hears").start(call::hear);
        CompletableFuture<CallEvent.Answered> answered = new CompletableFuture<>();
        LocalAudio audio = new LocalAudio("127.0.0.1", media.getLocalPort(), List.of(0));
        SipUri target = SipUri.parse("sip:support@" + sipAddress).orElseThrow();
        call.handle =
                agent.call(
                        new UserAgent.Plan(
                                target, "sip:tester@127.0.0.1", audio, Duration.ofSeconds(30)),
                        event -> {
                            switch (event) {
                                case CallEvent.Answered yes -> answered.complete(yes);
                                case CallEvent.Failed _, CallEvent.Ended _ -> {
                                    answered.completeExceptionally(new IOException("" + event));
                                    call.over.complete(event);
                                }
                                case CallEvent.Progressed _, CallEvent.MediaChanged _ -> {}
                            }
                        });
        CallEvent.Answered yes = answered.get(60, TimeUnit.SECONDS);
        call.server = new InetSocketAddress(yes.media().host(), yes.media().port());
        return call;
    }

    /// Where the server hears this call.
    InetSocketAddress server() {
        return server;
    }

    /// Sends it from the negotiated source.
    void send(byte[] datagram) throws IOException {
        media.send(new DatagramPacket(datagram, datagram.length, server));
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /// Waits for so many packets more than there are.
    void awaitMore(int packets) throws InterruptedException {
        arrivals.drainPermits();
        if (!arrivals.tryAcquire(packets, 30, TimeUnit.SECONDS)) {
            throw new AssertionError("the server went silent: " + over.getNow(null));
        }
    }

    /// Hangs up and returns how the call ended.
    CallEvent.Ended hangUp() throws Exception {
        handle.end();
        return (CallEvent.Ended) over.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        agent.close();
        media.close();
    }

    private void hear() {
        byte[] bytes = new byte[2_048];
        while (!media.isClosed()) {
            try {
                DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
                media.receive(datagram);
                long nanos = System.nanoTime();
                RtpPacket.parse(ByteBuffer.wrap(bytes, 0, datagram.getLength()))
                        .map(rtp -> new Heard(rtp.sequence(), nanos))
                        .ifPresent(packet -> {
                            heard.add(packet);
                            arrivals.release();
                        });
            } catch (IOException closed) {
                return;
            }
        }
    }
}
