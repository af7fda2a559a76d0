package tandem.sipedge.jain;

import gov.nist.javax.sip.stack.OIOMessageProcessorFactory;
import gov.nist.javax.sip.stack.timers.ScheduledExecutorSipTimer;
import java.util.Properties;
import tandem.sipedge.SipSettings;

/// The one place that knows how the stack is set up, and the seam for transports of our own: they
/// replace the message processor factory named here.
final class StackProperties {

    private static final String NIST = "gov.nist.javax.sip.";

    /// Milliseconds; read again by [StackSockets].
    static final String CONNECT_TIMEOUT = NIST + "CONNECTION_TIMEOUT";

    /// Asked for; the kernel caps it (`net.core.rmem_max`).
    private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;

    private StackProperties() {}

    /// @param name unique in this process
    static Properties of(SipSettings settings, String name) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", name);
        properties.setProperty("javax.sip.ROUTER_PATH", FlowRouter.class.getName());
        // Dialogs are ours: see package dialog.
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        nist(properties, "AUTOMATIC_DIALOG_ERROR_HANDLING", false);
        // Without these two the stack wants log4j 1.2.
        nist(properties, "STACK_LOGGER", StackLog.class.getName());
        nist(properties, "SERVER_LOGGER", MessageLog.class.getName());
        // Blocking transports: the stack's NIO ones die of one packet with a wild Content-Length.
        nist(properties, "MESSAGE_PROCESSOR_FACTORY", OIOMessageProcessorFactory.class.getName());
        nist(properties, "TIMER_CLASS_NAME", ScheduledExecutorSipTimer.class.getName());
        // One thread reads UDP and calls the listener itself, so that messages keep their order.
        nist(properties, "REENTRANT_LISTENER", true);
        nist(properties, "THREAD_POOL_SIZE", 1);
        nist(properties, "THREAD_PRIORITY", Thread.NORM_PRIORITY);
        nist(properties, "RECEIVE_UDP_BUFFER_SIZE", SOCKET_BUFFER_BYTES);
        nist(properties, "SEND_UDP_BUFFER_SIZE", SOCKET_BUFFER_BYTES);
        nist(properties, "MAX_MESSAGE_SIZE", settings.maxMessageBytes());
        nist(properties, "MAX_CONNECTIONS", settings.maxConnections());
        nist(properties, "NETWORK_LAYER", StackSockets.class.getName());
        properties.setProperty(
                CONNECT_TIMEOUT, Long.toString(settings.connectTimeout().toMillis()));
        nist(properties, "READ_TIMEOUT", settings.readTimeout().toMillis());
        nist(properties, "MAX_SERVER_TRANSACTIONS", 200_000);
        nist(properties, "MAX_TX_LIFETIME_INVITE", settings.setupTimeout().toSeconds() + 100);
        nist(properties, "MAX_TX_LIFETIME_NON_INVITE", 100);
        nist(properties, "RELEASE_REFERENCES_STRATEGY", "Normal");
        nist(properties, "LINGER_TIMER", 0);
        nist(properties, "ALWAYS_ADD_RPORT", true);
        nist(properties, "PATCH_SIP_WEBSOCKETS_HEADERS", false);
        nist(properties, "SSL_RENEGOTIATION_ENABLED", false);
        return properties;
    }

    private static void nist(Properties properties, String name, Object value) {
        properties.setProperty(NIST + name, value.toString());
    }
}
