package tandem.sippscenarios.caller;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import tandem.sippscenarios.rtp.SampleTimeline;

/// Reads mono and writes two-channel 16-bit PCM WAV files. Stateless.
final class Wav {

    private static final int HEADER = 44;

    private Wav() {}

    /// Samples and their rate in hertz.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Mono(short[] samples, int hertz) {}

    static Mono readMono(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.capacity() < HEADER || bytes.getInt(0) != 0x46464952) {
            throw new IOException(file + " is no WAV file");
        }
        int hertz = 0;
        int at = 12;
        while (at + 8 <= bytes.capacity()) {
            int id = bytes.getInt(at);
            int size = Math.min(bytes.getInt(at + 4), bytes.capacity() - at - 8);
            if (id == 0x20746d66) { // "fmt "
                if (bytes.getShort(at + 8) != 1
                        || bytes.getShort(at + 10) != 1
                        || bytes.getShort(at + 22) != 16) {
                    throw new IOException(file + " is not 16-bit mono PCM");
                }
                hertz = bytes.getInt(at + 12);
            } else if (id == 0x61746164) { // "data"
                short[] samples = new short[Math.max(0, size) / 2];
                bytes.position(at + 8);
                bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
                return new Mono(samples, hertz);
            }
            at += 8 + size + (size & 1);
        }
        throw new IOException(file + " holds no audio");
    }

    /// Two channels at 8 kHz, as long as the longer one.
    static void writeStereo(Path file, SampleTimeline left, SampleTimeline right)
            throws IOException {
        int frames = Math.max(left.length(), right.length());
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 65_536)) {
            out.write(header(frames * 4));
            for (int i = 0; i < frames; i++) {
                write(out, left.at(i));
                write(out, right.at(i));
            }
        }
    }

    private static void write(OutputStream out, short sample) throws IOException {
        out.write(sample & 0xFF);
        out.write(sample >> 8 & 0xFF);
    }

    private static byte[] header(int size) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x46464952)
                .putInt(36 + size)
                .putInt(0x45564157)
                .putInt(0x20746d66)
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(8_000)
                .putInt(8_000 * 4)
                .putShort((short) 4)
                .putShort((short) 16)
                .putInt(0x61746164)
                .putInt(size)
                .array();
    }
}
