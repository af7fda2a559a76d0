package tandem.media;

import tandem.media.loop.UdpSocket;

/// A leg's two sockets.
///
/// @param release gives the ports back; called once, after both were closed
record SocketPair(UdpSocket media, UdpSocket control, Runnable release) {

    void close() {
        media.close();
        control.close();
        release.run();
    }
}
