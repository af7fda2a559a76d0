package tandem.sippscenarios.sip;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/// Cuts a byte stream into messages by Content-Length (RFC 3261 §18.3). Confined to the reading
/// thread. A message beyond 64 KiB, or one that is none, ends the stream: there is no telling where
/// the next begins.
final class StreamFramer {

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(65_536);

    StreamFramer(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /// Blocks until the next message is complete.
    ///
    /// @throws EOFException at the end of the stream
    SipMessage next() throws IOException {
        while (true) {
            Optional<SipMessage> message = cut();
            if (message.isPresent()) {
                return message.get();
            }
            if (!buffer.hasRemaining()) {
                throw new IOException("a SIP message larger than 64 KiB");
            }
            if (channel.read(buffer) < 0) {
                throw new EOFException("the far end closed the SIP connection");
            }
        }
    }

    private Optional<SipMessage> cut() throws IOException {
        byte[] bytes = buffer.array();
        int start = SipParser.skipBlankLines(bytes, buffer.position());
        discard(start);
        int headEnd = SipParser.endOfHead(bytes, 0, buffer.position());
        if (headEnd < 0) {
            return Optional.empty();
        }
        SipMessage head =
                SipParser.parseHead(bytes, headEnd)
                        .orElseThrow(() -> new IOException("the far end sent something not SIP"));
        int body = SipParser.contentLength(head.headers(), 0);
        if (body < 0 || body > bytes.length) {
            throw new IOException("the far end sent an impossible Content-Length");
        }
        int length = headEnd + 4 + body;
        if (buffer.position() < length) {
            return Optional.empty();
        }
        Optional<SipMessage> message = SipParser.parse(bytes, length);
        discard(length);
        return message;
    }

    private void discard(int count) {
        buffer.flip();
        buffer.position(count);
        buffer.compact();
    }
}
