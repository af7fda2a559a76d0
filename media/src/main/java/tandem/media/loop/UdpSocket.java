package tandem.media.loop;

/// A bound UDP socket that never blocks. Confined to the `rtp-loop` thread that watches it, but for
/// [#port].
public interface UdpSocket {

    /// The local port.
    int port();

    /// Takes one waiting datagram.
    ///
    /// @return false when none waits
    boolean receive(Datagram into);

    /// @return false when the kernel did not take it
    boolean send(byte[] bytes, int length, Endpoint to);

    /// Idempotent.
    void close();
}
