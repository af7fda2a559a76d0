package tandem.sipedge.jain;

import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TooManyListenersException;
import java.util.UUID;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callcontrol.StartException;
import tandem.sipedge.SipSettings;
import tandem.sipedge.SipSettings.Transport;

/// One JAIN-SIP stack with its listening points.
///
/// Thread-safe: assigned once when opened.
final class JainStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JainStack.class);

    /// How often another free port is tried when any will do.
    private static final int FREE_PORT_ATTEMPTS = 20;

    private final SipStackImpl stack;
    private final SipProvider provider;
    private final int port;

    private JainStack(SipStackImpl stack, SipProvider provider, int port) {
        this.stack = stack;
        this.provider = provider;
        this.port = port;
    }

    /// Opens all listening points or none.
    ///
    /// @throws StartException naming the address and what to do
    static JainStack open(SipSettings settings, SipMeters meters) throws StartException {
        if (settings.port() != 0) {
            return open(settings, settings.port(), meters);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return open(settings, freePort(settings.bindAddress()), meters);
            } catch (StartException e) {
                // Somebody else took it meanwhile.
                if (attempt == FREE_PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /// What comes from now on goes to this listener; what came before was dropped.
    void deliverTo(SipListener listener) {
        try {
            provider.addSipListener(listener);
        } catch (TooManyListenersException e) {
            throw new IllegalStateException("a stack has one listener", e);
        }
    }

    SipProvider provider() {
        return provider;
    }

    int port() {
        return port;
    }

    int serverTransactions() {
        return stack.getServerTransactionTableSize();
    }

    int clientTransactions() {
        return stack.getClientTransactionTableSize();
    }

    /// Closes the sockets at once; the stack's own stop, which sleeps, goes on behind.
    @Override
    public void close() {
        for (ListeningPoint point : provider.getListeningPoints()) {
            delete(stack, point);
        }
        stop(stack);
    }

    private static JainStack open(SipSettings settings, int port, SipMeters meters)
            throws StartException {
        SipStackImpl stack = create(settings);
        stack.setMessageParserFactory(new CheckedParsing(meters));
        Optional<SipProvider> provider = Optional.empty();
        List<ListeningPoint> opened = new ArrayList<>();
        try {
            for (Transport transport : settings.transports()) {
                ListeningPoint point = listen(stack, settings.bindAddress(), port, transport);
                opened.add(point);
                if (provider.isEmpty()) {
                    provider = Optional.of(stack.createSipProvider(point));
                } else {
                    provider.get().addListeningPoint(point);
                }
            }
            return new JainStack(stack, provider.orElseThrow(), port);
        } catch (SipException e) {
            stop(stack);
            throw new StartException("The SIP stack could not be set up: " + e.getMessage(), e);
        } catch (StartException e) {
            opened.forEach(point -> delete(stack, point));
            stop(stack);
            throw e;
        }
    }

    private static SipStackImpl create(SipSettings settings) throws StartException {
        try {
            return new SipStackImpl(StackProperties.of(settings, "sip-" + UUID.randomUUID()));
        } catch (PeerUnavailableException e) {
            throw new StartException("The SIP stack could not be set up: " + e.getMessage(), e);
        }
    }

    private static ListeningPoint listen(
            SipStackImpl stack, InetAddress address, int port, Transport transport)
            throws StartException {
        try {
            return stack.createListeningPoint(address.getHostAddress(), port, transport.name());
        } catch (InvalidArgumentException | SipException e) {
            throw new StartException(
                    "SIP over "
                            + transport
                            + " cannot listen on "
                            + OwnAddress.host(address)
                            + ":"
                            + port
                            + advice(rootOf(e), transport, port),
                    e);
        }
    }

    private static String advice(Throwable root, Transport transport, int port) {
        String said = String.valueOf(root.getMessage());
        if (said.contains("in use")) {
            String flags = transport == Transport.UDP ? "-lunp" : "-ltnp";
            return ": the port is taken. Stop what uses it (ss "
                    + flags
                    + " 'sport = :"
                    + port
                    + "' names it) or set sip.port to another one.";
        }
        if (said.contains("ermission")) {
            return ": not permitted. Ports below 1024 need the capability CAP_NET_BIND_SERVICE;"
                    + " or set sip.port to a higher one.";
        }
        if (root instanceof BindException) {
            return ": " + said + ". Set sip.bind-address to an address of this machine.";
        }
        return ": " + said + ".";
    }

    private static Throwable rootOf(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static int freePort(InetAddress address) throws StartException {
        for (int attempt = 0; attempt < FREE_PORT_ATTEMPTS; attempt++) {
            try (ServerSocket stream = new ServerSocket()) {
                stream.bind(new InetSocketAddress(address, 0));
                try (DatagramSocket datagrams =
                        new DatagramSocket(new InetSocketAddress(address, stream.getLocalPort()))) {
                    return datagrams.getLocalPort();
                }
            } catch (IOException _) {
                // Taken for datagrams: the next one.
            }
        }
        throw new StartException(
                "No port is free for SIP on "
                        + OwnAddress.host(address)
                        + ". Set sip.bind-address to an address of this machine.");
    }

    private static void delete(SipStackImpl stack, ListeningPoint point) {
        try {
            stack.deleteListeningPoint(point);
        } catch (ObjectInUseException e) {
            throw new IllegalStateException("the stack lets go of any listening point", e);
        } catch (NullPointerException e) {
            // The stack's UDP reader, stopped before it ran: its socket is closed by then.
            LOG.debug("a listening point was closed before it was read", e);
        }
    }

    private static void stop(SipStackImpl stack) {
        Thread.ofPlatform().daemon().name("sip-stop").start(stack::stop);
    }
}
