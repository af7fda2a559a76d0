package tandem.media.loop;

/// Is told by a [DatagramPoller] that its socket has something to read. Called on the loop.
@FunctionalInterface
public interface DatagramReader {

    void readable(UdpSocket socket);
}
