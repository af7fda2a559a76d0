package tandem.sippscenarios.caller;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tandem.sippscenarios.rtp.G711;
import tandem.sippscenarios.rtp.Loudness;
import tandem.sippscenarios.rtp.RtpPacket;

/// A far end of raw sockets that answers one call, plays a recording, and falls silent a set time
/// after it hears the caller. It hangs up when its recording is over and it has been silent for a
/// second. Runs on a thread of its own; its figures may be read once it has ended.
final class PlayingAgent implements AutoCloseable {

    private static final long FRAME_NANOS = 20_000_000;
    private static final int LOUD = 300;

    private final DatagramSocket sip;
    private final DatagramSocket rtp;
    private final short[] recording;
    private final long stopAfterNanos;
    private final Thread thread = new Thread(this::run, "playing-agent");
    private SipPeer peer = new SipPeer("", new InetSocketAddress(0));
    volatile double stoppedMillis = -1;
    volatile int loudHeard;

    private record SipPeer(String invite, InetSocketAddress address) {}

    PlayingAgent(short[] recording, long stopAfterMillis) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.sip = new DatagramSocket(0, loopback);
        this.rtp = new DatagramSocket(0, loopback);
        this.recording = recording;
        this.stopAfterNanos = stopAfterMillis * 1_000_000;
        sip.setSoTimeout(20_000);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return sip.getLocalPort();
    }

    private void run() {
        try {
            peer = receive("INVITE");
            String sdp =
                    "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio " + rtp.getLocalPort() + " RTP/AVP 0\r\n";
            answer(peer, "Contact: <sip:a@127.0.0.1:" + port() + ">\r\n", sdp);
            receive("ACK");
            if (play(callerAudio())) {
                hangUp();
            }
        } catch (IOException _) {
            // Closed under our feet: the test has seen enough.
        }
    }

    private InetSocketAddress callerAudio() {
        Matcher media = Pattern.compile("m=audio (\\d+)").matcher(peer.invite());
        if (!media.find()) {
            throw new IllegalStateException("no audio was offered");
        }
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(media.group(1)));
    }

    /// False when the caller hung up meanwhile.
    private boolean play(InetSocketAddress to) throws IOException {
        rtp.setSoTimeout(1);
        sip.setSoTimeout(1);
        long began = System.nanoTime();
        long firstLoud = 0;
        long lastSent = 0;
        int end = recording.length / 160 + 50;
        int stopped = -1;
        for (int frame = 0; frame < end && (stopped < 0 || frame < stopped + 150); frame++) {
            if (hearsLoud() && firstLoud == 0) {
                firstLoud = System.nanoTime();
            }
            boolean silent = firstLoud != 0 && System.nanoTime() - firstLoud >= stopAfterNanos;
            if (silent && stopped < 0) {
                stopped = frame;
                stoppedMillis = (lastSent - firstLoud) / 1e6;
            }
            boolean loud = send(to, frame, silent);
            lastSent = loud ? System.nanoTime() : lastSent;
            if (frame % 10 == 0 && callerHungUp()) {
                return false;
            }
            LockSupport.parkNanos(began + (frame + 1) * FRAME_NANOS - System.nanoTime());
        }
        sip.setSoTimeout(20_000);
        return true;
    }

    private boolean callerHungUp() throws IOException {
        try {
            SipPeer bye = receive("BYE");
            send(
                    "SIP/2.0 200 OK\r\n"
                            + line(bye, "Via")
                            + line(bye, "From")
                            + line(bye, "To")
                            + line(bye, "Call-ID")
                            + line(bye, "CSeq")
                            + "Content-Length: 0\r\n\r\n",
                    bye.address());
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private boolean send(InetSocketAddress to, int frame, boolean silent) throws IOException {
        byte[] payload = new byte[160];
        short[] samples = new short[160];
        for (int i = 0; i < 160; i++) {
            int at = frame * 160 + i;
            samples[i] = silent || at >= recording.length ? 0 : recording[at];
            payload[i] = G711.PCMU.encode(samples[i]);
        }
        ByteBuffer buffer = ByteBuffer.allocate(172);
        new RtpPacket(0, frame == 0, frame, frame * 160L, 99, payload).write(buffer);
        rtp.send(new DatagramPacket(buffer.array(), 172, to));
        return Loudness.rms(samples, 0, 160) > LOUD;
    }

    private boolean hearsLoud() throws IOException {
        boolean loud = false;
        try {
            while (true) {
                DatagramPacket datagram = new DatagramPacket(new byte[2_048], 2_048);
                rtp.receive(datagram);
                Optional<RtpPacket> packet =
                        RtpPacket.parse(
                                ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength()));
                if (packet.isPresent() && level(packet.get()) > LOUD) {
                    loud = true;
                    loudHeard++;
                }
            }
        } catch (SocketTimeoutException _) {
            return loud;
        }
    }

    private static double level(RtpPacket packet) {
        short[] samples = new short[packet.payload().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = G711.PCMU.decode(packet.payload()[i]);
        }
        return Loudness.rms(samples, 0, samples.length);
    }

    private SipPeer receive(String firstWord) throws IOException {
        while (true) {
            DatagramPacket datagram = new DatagramPacket(new byte[8_192], 8_192);
            sip.receive(datagram);
            String text =
                    new String(datagram.getData(), 0, datagram.getLength(), StandardCharsets.UTF_8);
            if (text.startsWith(firstWord)) {
                return new SipPeer(text, (InetSocketAddress) datagram.getSocketAddress());
            }
        }
    }

    private void answer(SipPeer to, String headers, String sdp) throws IOException {
        String text =
                "SIP/2.0 200 OK\r\n"
                        + line(to, "Via")
                        + line(to, "From")
                        + line(to, "To").replace("\r\n", ";tag=agent\r\n")
                        + line(to, "Call-ID")
                        + line(to, "CSeq")
                        + headers
                        + "Content-Type: application/sdp\r\nContent-Length: "
                        + sdp.length()
                        + "\r\n\r\n"
                        + sdp;
        send(text, to.address());
    }

    private void hangUp() throws IOException {
        String text =
                "BYE sip:caller@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
                        + port()
                        + ";branch=z9hG4bKbye\r\n"
                        + line(peer, "To").replace("To:", "From:").replace("\r\n", ";tag=agent\r\n")
                        + line(peer, "From").replace("From:", "To:")
                        + line(peer, "Call-ID")
                        + "CSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n";
        send(text, peer.address());
        receive("SIP/2.0 200");
    }

    private static String line(SipPeer peer, String name) {
        return peer.invite()
                        .lines()
                        .filter(line -> line.startsWith(name + ":"))
                        .findFirst()
                        .orElseThrow()
                + "\r\n";
    }

    private void send(String text, InetSocketAddress to) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sip.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
    }
}
