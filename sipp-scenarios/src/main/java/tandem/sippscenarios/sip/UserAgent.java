package tandem.sippscenarios.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callmodel.time.Time;

/// Places calls over one socket. Everything it knows is confined to its `sip-caller` thread; its
/// public methods only leave a note on a bounded queue (full: a message is dropped and counted, as
/// on a network; a command waits).
public final class UserAgent implements AutoCloseable {

    private static final int QUEUE = 4_096;

    /// How much of a far end's silence there is before we look whether anything listens there.
    private static final int SENDINGS_BEFORE_PROBE = 2;

    private static final int PROBE_MILLIS = 200;

    private static final Pattern SENT_BY_PORT =
            Pattern.compile("^SIP/2\\.0/\\w+\\s+(?:\\[[^\\]]*\\]|[^:;\\s]+):(\\d{1,5})");

    private static final Logger log = LoggerFactory.getLogger(UserAgent.class);

    /// A call that we placed, for whoever asked for it. Thread-safe.
    public interface Handle {

        /// CANCEL before the answer, BYE after it; nothing when the call is over.
        void end();
    }

    /// @param target whom to call
    /// @param from our own address, as in `sip:caller@192.0.2.7`
    /// @param answerWithin after which a ringing call is cancelled
    public record Plan(SipUri target, String from, LocalAudio audio, Duration answerWithin) {}

    private record Entry(OutboundCall call, InetSocketAddress server) {}

    private final Transport transport;
    private final SipTimers timers;
    private final Time time;
    private final RandomGenerator random;
    private final BlockingQueue<Runnable> notes = new ArrayBlockingQueue<>(QUEUE);
    private final Alarms<String> alarms = new Alarms<>();
    private final Map<String, Entry> calls = new HashMap<>();
    private final LongAdder dropped = new LongAdder();
    private final Thread owner;
    private volatile boolean open = true;

    UserAgent(Transport transport, SipTimers timers, Time time, RandomGenerator random) {
        this.transport = transport;
        this.timers = timers;
        this.time = time;
        this.random = random;
        this.owner = Thread.ofPlatform().daemon().name("sip-caller").unstarted(this::run);
    }

    public static UserAgent overUdp(InetAddress local, Time time, RandomGenerator random)
            throws IOException {
        return new UserAgent(new UdpTransport(local, 0), SipTimers.STANDARD, time, random);
    }

    public static UserAgent overTcp(InetAddress local, Time time, RandomGenerator random)
            throws IOException {
        return new UserAgent(new TcpTransport(local, 0), SipTimers.STANDARD, time, random);
    }

    public void start() {
        transport.start(this::arrived);
        owner.start();
    }

    public InetSocketAddress local() {
        return transport.local();
    }

    /// Messages that came faster than they could be taken.
    public long dropped() {
        return dropped.sum();
    }

    /// Places a call; `events` come on the agent's thread and must not wait.
    public Handle call(Plan plan, Consumer<CallEvent> events) throws InterruptedException {
        String callId = Long.toHexString(random.nextLong()) + "@" + hostOf(transport.local());
        String tag = Long.toHexString(random.nextLong());
        Identity identity =
                new Identity(
                        plan.target(),
                        plan.from(),
                        hostOf(transport.local()) + ":" + transport.local().getPort(),
                        transport.name(),
                        callId,
                        tag);
        notes.put(() -> place(plan, identity, events));
        return () -> {
            if (!notes.offer(() -> endCall(callId))) {
                dropped.increment();
            }
        };
    }

    /// Stops at once; running calls are not ended.
    @Override
    public void close() {
        open = false;
        owner.interrupt();
        transport.close();
    }

    private void place(Plan plan, Identity identity, Consumer<CallEvent> events) {
        InetSocketAddress server =
                new InetSocketAddress(plan.target().host(), plan.target().portOrDefault());
        if (server.isUnresolved()) {
            String sentence = "no address is known for " + plan.target().host();
            events.accept(unreachable(sentence));
            return;
        }
        OutboundCall call =
                new OutboundCall(
                        identity,
                        plan.audio(),
                        plan.answerWithin(),
                        timers,
                        random,
                        new CallWire(identity.callId(), server),
                        events);
        calls.put(identity.callId(), new Entry(call, server));
        call.start(time.nanos());
        reschedule(identity.callId(), call);
    }

    private void endCall(String callId) {
        Entry entry = calls.get(callId);
        if (entry != null) {
            entry.call().end(time.nanos());
            reschedule(callId, entry.call());
        }
    }

    private void arrived(SipMessage message, InetSocketAddress from) {
        long now = time.nanos();
        if (!notes.offer(() -> handle(message, from, now))) {
            dropped.increment();
        }
    }

    private void handle(SipMessage message, InetSocketAddress from, long now) {
        Entry entry = calls.get(message.callId());
        switch (message) {
            case SipResponse response -> {
                if (entry != null) {
                    entry.call().on(response, now);
                }
            }
            case SipRequest request -> {
                if (entry != null) {
                    entry.call().on(request.from(from), now);
                } else {
                    strange(request.from(from));
                }
            }
        }
        if (entry != null) {
            reschedule(message.callId(), entry.call());
        }
    }

    /// A request outside of every call: OPTIONS is answered, nobody else is let in.
    private void strange(SipRequest request) {
        SipResponse answer =
                switch (request.method()) {
                    case "OPTIONS" ->
                            SipResponse.to(request, 200, "OK", "t")
                                    .with("Allow", FarEndRequests.ALLOW);
                    case "INVITE" -> SipResponse.to(request, 486, "Busy Here", "t");
                    default -> SipResponse.to(request, 481, "Call/Transaction Does Not Exist", "t");
                };
        if (!request.method().equals("ACK")) {
            answer(answer, request);
        }
    }

    private void answer(SipResponse response, SipRequest request) {
        InetSocketAddress source = request.source();
        if (source == null) {
            return;
        }
        String via = request.headers().items("Via").stream().findFirst().orElse("");
        boolean symmetric = transport.reliable() || via.matches(".*;rport(=\\d*)?(;.*|$)");
        int port = symmetric ? source.getPort() : sentByPort(via);
        transmit(response, new InetSocketAddress(source.getAddress(), port));
    }

    /// True when the message left.
    private boolean transmit(SipMessage message, InetSocketAddress to) {
        try {
            transport.send(message, to);
            return true;
        } catch (IOException failure) {
            log.debug("could not send {}: {}", message.startLine(), failure.getMessage());
            return false;
        }
    }

    private static int sentByPort(String via) {
        Matcher port = SENT_BY_PORT.matcher(via);
        return port.find() ? Integer.parseInt(port.group(1)) : 5_060;
    }

    /// The wire of one call: requests go to the next hop of their dialog. Confined to the agent's
    /// thread.
    private final class CallWire implements OutboundCall.Wire {
        private final String callId;
        private final InetSocketAddress server;

        CallWire(String callId, InetSocketAddress server) {
            this.callId = callId;
            this.server = server;
        }

        @Override
        public void send(SipRequest request, String nextHop) {
            InetSocketAddress to =
                    SipUri.parse(nextHop)
                            .map(uri -> new InetSocketAddress(uri.host(), uri.portOrDefault()))
                            .filter(address -> !address.isUnresolved())
                            .orElse(server);
            // One connection carries a call over TCP, wherever its contact says it lives.
            boolean left = transmit(request, transport.reliable() ? server : to);
            if (!left && transport.reliable() && request.method().equals("INVITE")) {
                notes.offer(() -> nothingThere(callId, server));
            }
        }

        @Override
        public void answer(SipResponse response, SipRequest request) {
            UserAgent.this.answer(response, request);
        }

        @Override
        public boolean reliable() {
            return transport.reliable();
        }
    }

    private void run() {
        while (open) {
            try {
                long now = time.nanos();
                alarms.due(now).forEach(this::wake);
                long wait = alarms.next().orElse(now + 1_000_000_000L) - time.nanos();
                Runnable note = notes.poll(Math.max(wait, 0), TimeUnit.NANOSECONDS);
                if (note != null) {
                    note.run();
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void wake(String callId) {
        Entry entry = calls.get(callId);
        if (entry == null) {
            return;
        }
        OutboundCall call = entry.call();
        if (call.isOver() && call.nextAlarm().isEmpty()) {
            calls.remove(callId);
            return;
        }
        int sendings = call.inviteSendings();
        call.wake(time.nanos());
        if (sendings < SENDINGS_BEFORE_PROBE
                && call.inviteSendings() == SENDINGS_BEFORE_PROBE
                && !call.heardAnything()) {
            Thread.ofVirtual().name("sip-probe").start(() -> probe(entry.server(), callId));
        }
        reschedule(callId, call);
    }

    private void reschedule(String callId, OutboundCall call) {
        long next = call.nextAlarm().orElse(Long.MAX_VALUE);
        if (next != Long.MAX_VALUE) {
            alarms.set(callId, next);
        } else if (call.isOver()) {
            // Kept so long that a repeated BYE still gets its 200 (timer J).
            alarms.set(callId, time.nanos() + timers.giveUp().toNanos());
        } else {
            alarms.clear(callId);
        }
    }

    /// Asks the kernel whether anything listens on a UDP port that stays silent: a keep-alive (RFC
    /// 5626 §3.5.1) from a connected socket comes back as an ICMP error when nothing does.
    private void probe(InetSocketAddress server, String callId) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(PROBE_MILLIS);
            byte[] keepAlive = {'\r', '\n', '\r', '\n'};
            socket.send(new java.net.DatagramPacket(keepAlive, keepAlive.length, server));
            socket.receive(new java.net.DatagramPacket(new byte[16], 16));
        } catch (PortUnreachableException _) {
            notes.offer(() -> nothingThere(callId, server));
        } catch (IOException _) {
            // Silence: something may be there. The timers go on.
        }
    }

    private void nothingThere(String callId, InetSocketAddress server) {
        Entry entry = calls.get(callId);
        if (entry != null) {
            entry.call().unreachable(nothingListens(server), time.nanos());
            reschedule(callId, entry.call());
        }
    }

    private String nothingListens(InetSocketAddress server) {
        return "nothing listens for SIP at "
                + hostOf(server)
                + ":"
                + server.getPort()
                + " ("
                + transport.name()
                + ")";
    }

    private CallEvent unreachable(String sentence) {
        return new CallEvent.Failed(CallEvent.Failure.UNREACHABLE, 0, sentence, time.nanos());
    }

    private static String hostOf(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
