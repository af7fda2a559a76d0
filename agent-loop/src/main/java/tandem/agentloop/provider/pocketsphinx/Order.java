package tandem.agentloop.provider.pocketsphinx;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What a worker is told. Each order is answered by exactly one [Report].
///
/// On the wire: one byte for the kind, four for the length of the rest, the rest; big-endian.
sealed interface Order {

    int LONGEST = 1 << 20;

    /// @param mean the caller's cepstral mean, or empty
    @SuppressWarnings("ArrayRecordComponent") // written once, read once, never compared
    record Begin(String search, float[] mean) implements Order {}

    /// Samples at 8 kHz.
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Hear(short[] samples) implements Order {}

    record End() implements Order {}

    static void write(Order order, DataOutputStream out) throws IOException {
        switch (order) {
            case Begin begin -> {
                out.writeByte(1);
                byte[] search = begin.search().getBytes(StandardCharsets.UTF_8);
                out.writeInt(2 + search.length + 4 * begin.mean().length);
                out.writeShort(search.length);
                out.write(search);
                for (float value : begin.mean()) {
                    out.writeFloat(value);
                }
            }
            case Hear hear -> {
                out.writeByte(2);
                byte[] bytes = new byte[2 * hear.samples().length];
                for (int n = 0; n < hear.samples().length; n++) {
                    bytes[2 * n] = (byte) (hear.samples()[n] >> 8);
                    bytes[2 * n + 1] = (byte) hear.samples()[n];
                }
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            case End _ -> {
                out.writeByte(3);
                out.writeInt(0);
            }
        }
        out.flush();
    }

    /// @throws java.io.EOFException when whoever gives the orders is gone
    static Order read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("an order of " + length + " bytes");
        }
        return switch (kind) {
            case 1 -> readBegin(in, length);
            case 2 -> readHear(in, length);
            case 3 -> new End();
            default -> throw new IOException("an order of kind " + kind);
        };
    }

    private static Begin readBegin(DataInputStream in, int length) throws IOException {
        byte[] search = new byte[in.readUnsignedShort()];
        in.readFully(search);
        float[] mean = new float[(length - 2 - search.length) / 4];
        for (int n = 0; n < mean.length; n++) {
            mean[n] = in.readFloat();
        }
        return new Begin(new String(search, StandardCharsets.UTF_8), mean);
    }

    private static Hear readHear(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        short[] samples = new short[length / 2];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = (short) ((bytes[2 * n] << 8) | (bytes[2 * n + 1] & 0xff));
        }
        return new Hear(samples);
    }
}
