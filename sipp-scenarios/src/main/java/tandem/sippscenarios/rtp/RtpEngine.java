package tandem.sippscenarios.rtp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import tandem.callmodel.time.Time;

/// Sends and hears for any number of streams on two platform threads: `rtp-pace` on absolute
/// deadlines (`opened + n·20 ms`), `rtp-hear` on a selector.
///
/// Thread-safe: new streams reach their threads through queues that are as long as there are calls.
public final class RtpEngine implements AutoCloseable {

    /// Samples of 20 ms at 8 kHz.
    public static final int FRAME = 160;

    static final long FRAME_NANOS = 20_000_000L;

    /// What a thread that fell behind sends late; the rest is skipped.
    private static final int LATE_FRAMES = 2;

    private static final int PORT_TRIES = 200;
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 40_000;

    /// How often it is looked whether a report is due.
    private static final long REPORT_LOOK_MILLIS = 200;

    private final Time time;
    private final RandomGenerator random;
    private final Selector selector;
    private final Queue<RtpStream> toPace = new ConcurrentLinkedQueue<>();
    private final Queue<RtpStream> toHear = new ConcurrentLinkedQueue<>();
    private final Lateness lateness = new Lateness();
    private final Thread pacer;
    private final Thread hearer;
    private volatile boolean open = true;

    public RtpEngine(Time time, RandomGenerator random) throws IOException {
        this.time = time;
        this.random = random;
        this.selector = Selector.open();
        this.pacer = Thread.ofPlatform().daemon().name("rtp-pace").unstarted(this::pace);
        this.hearer = Thread.ofPlatform().daemon().name("rtp-hear").unstarted(this::hear);
    }

    public void start() {
        pacer.start();
        hearer.start();
    }

    /// Opens a stream on an even port of `address`, with RTCP on the next. It sends once it has a
    /// target.
    public RtpStream open(InetAddress address, StreamSink sink) throws IOException {
        for (int i = 0; i < PORT_TRIES; i++) {
            int port = FIRST_PORT + 2 * random.nextInt(PORTS / 2);
            DatagramChannel rtp = DatagramChannel.open();
            DatagramChannel rtcp = DatagramChannel.open();
            try {
                rtp.bind(new InetSocketAddress(address, port));
                rtcp.bind(new InetSocketAddress(address, port + 1));
                return begin(rtp, rtcp, sink);
            } catch (BindException _) {
                rtp.close();
                rtcp.close();
            }
        }
        throw new BindException("no free UDP ports for RTP at " + address.getHostAddress());
    }

    private RtpStream begin(DatagramChannel rtp, DatagramChannel rtcp, StreamSink sink)
            throws IOException {
        rtp.configureBlocking(false);
        rtcp.configureBlocking(false);
        ControlChannel control = new ControlChannel(rtcp, time);
        RtpStream stream = new RtpStream(rtp, control, sink, random, time.nanos());
        toPace.add(stream);
        toHear.add(stream);
        LockSupport.unpark(pacer);
        selector.wakeup();
        return stream;
    }

    /// How late packets left, over all streams.
    public Lateness lateness() {
        return lateness;
    }

    @Override
    public void close() {
        open = false;
        LockSupport.unpark(pacer);
        selector.wakeup();
    }

    private void pace() {
        PriorityQueue<RtpStream> streams =
                new PriorityQueue<>(Comparator.comparingLong(RtpStream::deadline));
        ByteBuffer scratch = ByteBuffer.allocateDirect(256);
        while (open) {
            for (RtpStream added = toPace.poll(); added != null; added = toPace.poll()) {
                streams.add(added);
            }
            RtpStream next = streams.peek();
            if (next == null) {
                LockSupport.parkNanos(this, FRAME_NANOS);
                continue;
            }
            long late = time.nanos() - next.deadline();
            if (late < 0) {
                LockSupport.parkNanos(this, -late);
                continue;
            }
            streams.poll();
            if (next.isOpen()) {
                long behind = late / FRAME_NANOS;
                if (behind > LATE_FRAMES) {
                    next.skip(behind - LATE_FRAMES);
                }
                lateness.add(late);
                next.pace(scratch, time.nanos());
                streams.add(next);
            }
        }
    }

    private void hear() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
        long reportsAt = time.nanos();
        while (open) {
            try {
                register();
                selector.select(key -> drain(key, buffer), REPORT_LOOK_MILLIS);
                if (time.nanos() >= reportsAt) {
                    reportsAt = time.nanos() + REPORT_LOOK_MILLIS * 1_000_000;
                    report(buffer);
                }
            } catch (IOException _) {
                return;
            }
        }
        try {
            selector.close();
        } catch (IOException _) {
            // Nothing is left to read from.
        }
    }

    private void report(ByteBuffer scratch) {
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && key.attachment() instanceof RtpStream stream) {
                stream.report(scratch, time.nanos());
            }
        }
    }

    private void register() throws IOException {
        for (RtpStream added = toHear.poll(); added != null; added = toHear.poll()) {
            if (added.isOpen()) {
                added.channel().register(selector, SelectionKey.OP_READ, added);
                added.control().channel().register(selector, SelectionKey.OP_READ, added.control());
            }
        }
    }

    private void drain(SelectionKey key, ByteBuffer buffer) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            while (true) {
                buffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
                if (from == null) {
                    return;
                }
                buffer.flip();
                if (key.attachment() instanceof RtpStream stream) {
                    stream.arrived(buffer, from, time.nanos());
                } else if (key.attachment() instanceof ControlChannel control) {
                    control.reported(buffer, time.nanos());
                }
            }
        } catch (IOException _) {
            key.cancel();
        }
    }
}
