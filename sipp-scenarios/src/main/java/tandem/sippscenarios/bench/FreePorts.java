package tandem.sippscenarios.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;

/// Finds runs of free UDP ports on loopback, away from the ports of servers and of the kernel's
/// choice. Confined to the main thread: each run begins where the last one ended.
final class FreePorts {

    private static final int FIRST = 2_048;
    private static final int END = 16_000;

    private int next = FIRST;

    /// `count` ports in a row, the first of them even.
    int run(int count) throws IOException, BenchException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        int start = next;
        for (int port = start; port < start + count; port++) {
            if (start + count > END) {
                throw new BenchException("no " + count + " free UDP ports in a row; fewer --legs");
            }
            try (DatagramSocket probe = new DatagramSocket(port, loopback)) {
                probe.getLocalPort();
            } catch (SocketException _) {
                start = port + 2 - port % 2;
                port = start - 1;
            }
        }
        next = start + count + count % 2;
        return start;
    }
}
