package tandem.sippscenarios.sip;

import java.io.IOException;
import java.net.InetSocketAddress;

/// Carries SIP messages. Sending is for the user agent's thread only; what arrives is handed to the
/// `Inbox` on the transport's own reading thread.
interface Transport extends AutoCloseable {

    /// Takes what arrived, without waiting.
    interface Inbox {
        void arrived(SipMessage message, InetSocketAddress from);
    }

    void start(Inbox inbox);

    /// Where the far end reaches us.
    InetSocketAddress local();

    /// `UDP` or `TCP`, as it stands in a Via.
    String name();

    default boolean reliable() {
        return !name().equals("UDP");
    }

    void send(SipMessage message, InetSocketAddress to) throws IOException;

    @Override
    void close();
}
