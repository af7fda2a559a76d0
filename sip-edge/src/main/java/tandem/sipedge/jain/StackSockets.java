package tandem.sipedge.jain;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// The stack's sockets, without Nagle's delay (which would hold a 180 that follows a 100 back for
/// 40 ms) and with our connect timeout rather than the stack's fixed eight seconds.
///
/// Confined to the stack, which makes it through its name, hence public.
public final class StackSockets implements NetworkLayer {

    /// Connections that wait for the stack to accept them.
    private static final int BACKLOG = 128;

    private volatile int connectMillis = 3_000;

    public StackSockets() {}

    @Override
    public void setSipStack(SipStackImpl stack) {
        connectMillis =
                Integer.parseInt(
                        stack.getConfigurationProperties()
                                .getProperty(StackProperties.CONNECT_TIMEOUT, "3000"));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
            throws IOException {
        return new ServerSocket(port, BACKLOG, address) {
            @Override
            public Socket accept() throws IOException {
                Socket socket = super.accept();
                socket.setTcpNoDelay(true);
                return socket;
            }
        };
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(address, port, null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, @Nullable InetAddress local)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            if (local != null) {
                socket.bind(new InetSocketAddress(local, 0));
            }
            socket.connect(new InetSocketAddress(address, port), connectMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket(address, port, local);
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        return new DatagramSocket();
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress address)
            throws SocketException {
        return new DatagramSocket(port, address);
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address) {
        throw noTls();
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) {
        throw noTls();
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress local) {
        throw noTls();
    }

    private static UnsupportedOperationException noTls() {
        return new UnsupportedOperationException("TLS is not listened on");
    }
}
