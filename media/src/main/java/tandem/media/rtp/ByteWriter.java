package tandem.media.rtp;

import java.nio.charset.StandardCharsets;

/// Writes numbers in network order into a packet being built. Confined to the loop.
public final class ByteWriter {

    private final byte[] bytes;
    private int length;

    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public ByteWriter clear() {
        length = 0;
        return this;
    }

    /// Counts `count` bytes as written that somebody put at [#length] himself.
    public void advance(int count) {
        length += count;
    }

    public ByteWriter octet(int value) {
        bytes[length++] = (byte) value;
        return this;
    }

    public ByteWriter twoOctets(int value) {
        return octet(value >> 8).octet(value);
    }

    public ByteWriter fourOctets(int value) {
        return twoOctets(value >> 16).twoOctets(value);
    }

    public ByteWriter text(String ascii) {
        byte[] encoded = ascii.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return this;
    }

    public void twoOctetsAt(int offset, int value) {
        bytes[offset] = (byte) (value >> 8);
        bytes[offset + 1] = (byte) value;
    }
}
