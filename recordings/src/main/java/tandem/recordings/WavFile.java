package tandem.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tandem.callmodel.audio.SampleRate;

/// A WAV file of two channels with 16 bits that can be played at any moment of its making: its
/// header never tells of samples that are not there. Confined to its writer thread.
///
/// What was never written is silence.
final class WavFile implements AutoCloseable {

    static final int BYTES_PER_SAMPLE = 4;

    /// RIFF lengths are unsigned 32-bit numbers.
    private static final long LONGEST = (0xFFFF_FFFFL - 65_536) / BYTES_PER_SAMPLE;

    private static final int FORMAT_LENGTH = 16;

    private final Path path;
    private final FileChannel channel;
    private final int dataStart;
    private long samples;

    private WavFile(Path path, FileChannel channel, int dataStart) {
        this.path = path;
        this.channel = channel;
        this.dataStart = dataStart;
    }

    /// @param notes of the LIST/INFO chunk by their four-letter names
    static WavFile create(Path path, SampleRate rate, List<Map.Entry<String, String>> notes)
            throws IOException {
        FileChannel channel = ProtectedFiles.create(path);
        try {
            ByteBuffer header = header(rate, notes);
            WavFile file = new WavFile(path, channel, header.limit());
            file.writeFully(header, 0);
            return file;
        } catch (IOException | RuntimeException broken) {
            channel.close();
            Files.deleteIfExists(path);
            throw broken;
        }
    }

    private static ByteBuffer header(SampleRate rate, List<Map.Entry<String, String>> notes) {
        ByteBuffer info = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
        info.put(ascii("INFO"));
        for (Map.Entry<String, String> note : notes) {
            byte[] text = (note.getValue() + "\0").getBytes(StandardCharsets.UTF_8);
            info.put(ascii(note.getKey())).putInt(text.length).put(text);
            if (text.length % 2 == 1) {
                info.put((byte) 0);
            }
        }
        info.flip();
        int length = 12 + 8 + FORMAT_LENGTH + 8 + info.limit() + 8;
        ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(length - 8).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(FORMAT_LENGTH);
        header.putShort((short) 1).putShort((short) 2);
        header.putInt(rate.hertz()).putInt(rate.hertz() * BYTES_PER_SAMPLE);
        header.putShort((short) BYTES_PER_SAMPLE).putShort((short) 16);
        header.put(ascii("LIST")).putInt(info.limit()).put(info);
        header.put(ascii("data")).putInt(0);
        return header.flip();
    }

    Path path() {
        return path;
    }

    /// Samples per channel so far.
    long samples() {
        return samples;
    }

    /// Writes interleaved samples, `start` samples behind the beginning.
    void write(long start, ByteBuffer interleaved) throws IOException {
        long end = start + interleaved.remaining() / BYTES_PER_SAMPLE;
        if (end > LONGEST) {
            throw new IOException("a WAV file can hold no more");
        }
        writeFully(interleaved, dataStart + start * BYTES_PER_SAMPLE);
        samples = Math.max(samples, end);
    }

    /// Lets the header tell of everything written up to now.
    void updateHeader() throws IOException {
        long bytes = samples * BYTES_PER_SAMPLE;
        putLength(dataStart - 4, bytes);
        putLength(4, dataStart - 8 + bytes);
    }

    private void putLength(long position, long length) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        writeFully(number.putInt((int) length).flip(), position);
    }

    private void writeFully(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
