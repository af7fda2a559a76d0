package tandem.media.loop;

import java.io.IOException;
import java.net.InetAddress;

/// Sockets and the waiting for them: the small part of the operating system that a loop needs.
///
/// [#bind] and [#wake] may be called by any thread, everything else by the loop alone.
public interface DatagramPoller {

    /// `native` or `nio`, for the log and the metrics.
    String name();

    /// Binds a socket that is not watched yet.
    ///
    /// @param port 0: any free one
    /// @param trafficClass the IP header's byte (DSCP in its upper six bits)
    UdpSocket bind(InetAddress local, int port, int trafficClass) throws IOException;

    /// Reports the socket's datagrams to `reader` from now on, until it is closed.
    void watch(UdpSocket socket, DatagramReader reader);

    /// Waits until a datagram is there, [#wake] is called or `nanos` have passed, and lets the
    /// readers of ready sockets read.
    ///
    /// @param nanos negative: without end
    void poll(long nanos);

    /// Lets `nanos` pass whatever arrives, then polls without waiting: many datagrams, one call.
    void gather(long nanos);

    /// Ends a waiting [#poll].
    void wake();

    /// Asks the scheduler to prefer the calling thread.
    ///
    /// @return what came of it, for the log
    String preferThisThread();

    /// Only once the loop has ended.
    void close();
}
